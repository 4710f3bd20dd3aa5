/** The version of Preact that `UNUSED` was written for. */
const PREACT_VERSION = '11.2.0';

/**
 * Parts of `preact.mjs` that the form does not use, and their replacements. Each part is just long enough to occur only
 * once. A minifier then removes functions that nothing calls any more.
 */
const UNUSED: readonly [text: string, rest: string][] = [
  // Hooks of other libraries.
  ['return!o&&n.vnode&&n.vnode(e),e}', 'return e}'],
  ['n.vnode&&n.vnode(r),z(e,r,u', 'z(e,r,u'],
  [')&&i==n.debounceRendering||((i=n.debounceRendering)||queueMicrotask)(H)', ')||queueMicrotask(H)'],
  ['(f=u.length)&&(i||queueMicrotask)(H)', '(f=u.length)&&queueMicrotask(H)'],
  ['return u(n.event?n.event(r):r)', 'return u(r)'],
  ['(s=n.__b)&&s(r);n:', 'n:'],
  ['H=n.__r,q=', 'q='],
  ['H&&H(r),s=d.render', 's=d.render'],
  ['return(s=n.diffed)&&s(r),l}', 'return l}'],
  ['n.__c&&n.__c(r,t),t.some(', 't.some('],
  ['n.__m&&n.__m(r,o),', ''],
  ['if(n.unmount&&n.unmount(t),!(i=t.ref)', 'if(!(i=t.ref)'],
  ['n.__&&n.__(t,r),9==r.nodeType&&(r=r.documentElement),', ''],
  // Portals.
  ['||n.props.__P?null:S(n)', '?null:S(n)'],
  ['&&n.__c&&!n.props.__P)', '&&n.__c)'],
  ['if(n.props.__P)return t;', ''],
  [
    'M.__P&&(s=l,f=(t=M.__P).namespaceURI,c=o=null,u.props&&u.props.__P!=t&&(u.__k.some(function(n){n&&J(n,n)}),u.__k=null),l=u.__k?S(u,0):null),',
    '',
  ],
  ['M.__P&&(r.__e=null,l=s),', ''],
  ['||u&&!t.props.__P)', '||u)'],
  // Components that suspend.
  ['128&u.__u&&(c=32&u.__u,s=u.__c.__z)&&(r.__u|=c,p=o=[],8==s.nodeType?l=B(s,o):o.push(s),l=o[0]||l),', ''],
  ['p&&p.some(g),', ''],
  [
    'if(t&&t.then){if(r.__u|=128|c,o){for(~(T=o.indexOf(l||void 0))||(T=o.length);(N=o[T-1])&&8==N.nodeType;)T--;for(;T<o.length;T++)if(N=o[T])if(o[T]=null,O){if(N==P)break}else{if(8!=N.nodeType)break;N.data.startsWith("$s")&&(P=B(O=N))}}if(!O){for(;l&&8==l.nodeType&&l.nextSibling;)l=l.nextSibling;O=l}(s=B(O=r.__c.__z||(r.__c.__z=O)))?(r.__e=O,l=s):r.__e=l,l=l&&l.nextSibling}else o&&o.some(g);',
    'o&&o.some(g);',
  ],
  ['t&&t.then||D(r),', 'D(r),'],
  ['!u&&(i=t.__c)&&(i=i.__z)&&(f=B(i,o=[]))&&(i==t.__e&&o.some(g),g(f),g(i)),', ''],
  ['8==t.nodeType&&!t.data.startsWith("$s");', '8==t.nodeType;'],
  // Contexts.
  ['j=(s=V.contextType)&&i[s.__c],L=s?j?j.props.value:s.__:i,', 'L=i,'],
  ['j&&j.sub(d),', ''],
  ['d.getChildContext&&(i=_({},i,d.getChildContext())),', ''],
  // Methods of components.
  [
    ',V.getDerivedStateFromProps&&(d.__s==d.state&&(d.__s=_({},d.__s)),_(d.__s,V.getDerivedStateFromProps(M,d.__s)))',
    '',
  ],
  ['M!==k&&C&&!V.getDerivedStateFromProps&&d.componentWillReceiveProps&&d.componentWillReceiveProps(M,L),', ''],
  ['d.componentWillUpdate&&d.componentWillUpdate(M,d.__s,L),', ''],
  ['C&&!V.getDerivedStateFromProps&&d.componentWillMount&&d.componentWillMount(),', ''],
  ['C&&u.__c&&d.getSnapshotBeforeUpdate&&(m=d.getSnapshotBeforeUpdate(k,b)),', ''],
  [
    'for(var i,o,e;t=t.__;)if((i=t.__c)&&!(1&i.__g)){i.__g|=4;try{if((e=(o=i.constructor)&&o.getDerivedStateFromError)&&i.setState(o.getDerivedStateFromError(n)),i.componentDidCatch&&(i.componentDidCatch(n,u||{}),e=1),e&&8&i.__g)return void(i.__g|=2)}catch(t){n=t}}throw',
    'throw',
  ],
  // HTML in strings, style objects, and elements that the form does not have.
  ['"dangerouslySetInnerHTML"==s?y=k:', ''],
  ['"dangerouslySetInnerHTML"==s?h=k:', ''],
  [
    'h?(l||y&&(h.__html==y.__html||h.__html==t.innerHTML)||(t.innerHTML=h.__html),r.__k=[]):(y&&(t.textContent=""),("foreignObject"==C||"http://www.w3.org/1998/Math/MathML"==f&&v.test(C))&&(f="http://www.w3.org/1999/xhtml"),',
    '(',
  ],
  ['"math"==C?f="http://www.w3.org/1998/Math/MathML":', ''],
  ['"template"==C&&t.content||t,', 't,'],
  ['"progress"==C&&null==b?t.removeAttribute(s):null==b||b===t[s]&&("progress"!=C||b)||', 'null==b||b===t[s]||'],
  [
    'if("style"==t)if("string"==typeof r)n.style.cssText=r;else{if("string"==typeof u&&(n.style.cssText=u=""),u)for(t in u)r&&t in r||T(n.style,t);if(r)for(t in r)u&&r[t]==u[t]||T(n.style,t,r[t])}else if(',
    'if(',
  ],
];

/**
 * Removes from the code of Preact what the form does not use.
 *
 * @param code - the text of `preact.mjs`
 * @param version - the version of Preact
 * @throws {Error} when `UNUSED` was written for another version, or one of its parts does not occur exactly once
 */
export function leanPreactCore(code: string, version: string): string {
  if (version !== PREACT_VERSION) {
    throw new Error(
      `Preact ${version} is installed: adapt UNUSED and the version in build/plugins/lean-preact-core.ts; an empty UNUSED costs 936 bytes.`,
    );
  }
  let rest = code;
  for (const [text, replacement] of UNUSED) {
    const [before, after, ...more] = rest.split(text);
    if (after === undefined || more.length > 0) {
      throw new Error(
        `preact.mjs has ${more.length === 0 ? 'no' : 'more than one'} ${text}: adapt it in lean-preact-core.ts, or remove it.`,
      );
    }
    rest = before + replacement + after;
  }
  return rest;
}
