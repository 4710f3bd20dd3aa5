/** Labels a control with a name and the CSS variable that it sets. */
export function VariableLabel({ label, name }: { label: string; name: string }) {
  return (
    <>
      {label} <code>--hf-{name}</code>
    </>
  );
}
