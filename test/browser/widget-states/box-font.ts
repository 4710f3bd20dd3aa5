const UNITS_PER_EM = 1000;
const ASCENT = 900;
const DESCENT = 300;
const ADVANCE = 500;

/** The box that every character looks like, in font units; it is as wide as an average letter. */
const BOX = { left: 60, right: 440, bottom: 0, top: 600 };

/** The glyphs' numbers; glyph 0 is empty. */
const [BOX_GLYPH, SPACE_GLYPH, GLYPHS] = [1, 2, 3];

/** Ranges of characters, and the glyph of each range. */
const CHARACTERS = [
  [0x00, 0x1f, BOX_GLYPH],
  [0x20, 0x20, SPACE_GLYPH],
  [0x21, 0x9f, BOX_GLYPH],
  [0xa0, 0xa0, SPACE_GLYPH],
  [0xa1, 0x10ffff, BOX_GLYPH],
] as const;

/**
 * Makes a TrueType font in which every character of every script is the same box. Text then looks the same on every
 * machine, whatever its fonts.
 */
export function boxFont(): Buffer {
  const glyph = outline();
  return assemble({
    'OS/2': os2(),
    cmap: Buffer.concat([
      u16(0, 1, 3, 10),
      u32(12),
      u16(13, 0),
      u32(16 + 12 * CHARACTERS.length, 0, CHARACTERS.length, ...CHARACTERS.flat()),
    ]),
    glyf: glyph,
    head: Buffer.concat([
      u32(0x10000, 0x10000, 0, 0x5f0f3cf5),
      u16(3, UNITS_PER_EM),
      Buffer.alloc(16),
      u16(BOX.left, BOX.bottom, BOX.right, BOX.top, 0, 8, 2, 1, 0),
    ]),
    hhea: Buffer.concat([
      u32(0x10000),
      u16(ASCENT, -DESCENT, 0, ADVANCE, BOX.left, ADVANCE - BOX.right, BOX.right, 1, 0, 0, 0, 0, 0, 0, 0, GLYPHS),
    ]),
    hmtx: u16(...Array.from({ length: GLYPHS }, () => [ADVANCE, BOX.left]).flat()),
    // The box is the only glyph with an outline.
    loca: u32(0, 0, glyph.length, glyph.length),
    maxp: Buffer.concat([u32(0x10000), u16(GLYPHS, 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0)]),
    name: names('Box'),
    post: Buffer.concat([u32(0x30000, 0), u16(-100, 50), Buffer.alloc(20)]),
  });
}

function outline(): Buffer {
  const { left, right, bottom, top } = BOX;
  const [width, height] = [right - left, top - bottom];
  const lastPoint = 3;
  const onCurve = Buffer.from([1, 1, 1, 1]);
  return Buffer.concat([
    u16(1, left, bottom, right, top, lastPoint, 0),
    onCurve,
    u16(left, 0, width, 0, bottom, height, 0, -height),
    Buffer.alloc(2),
  ]);
}

function os2(): Buffer {
  return Buffer.concat([
    u16(4, ADVANCE, 400, 5, 0, 650, 700, 0, 140, 650, 700, 0, 480, 50, 250, 0),
    Buffer.alloc(10 + 16),
    Buffer.from('NONE'),
    u16(0x40, 0x20, 0xffff, ASCENT, -DESCENT, 0, ASCENT, DESCENT),
    u32(0, 0),
    u16(500, 700, 0, 0x20, 1),
  ]);
}

function names(family: string): Buffer {
  const texts = [family, 'Regular', family, family, '1', family];
  const encoded = texts.map((text) => Buffer.from(text, 'utf16le').swap16());
  let offset = 0;
  const records = encoded.map((text, index) => {
    const record = u16(3, 1, 0x409, index + 1, text.length, offset);
    offset += text.length;
    return record;
  });
  return Buffer.concat([u16(0, texts.length, 6 + 12 * texts.length), ...records, ...encoded]);
}

function assemble(tables: Record<string, Buffer>): Buffer {
  const entries = Object.entries(tables);
  const power = 2 ** Math.floor(Math.log2(entries.length));
  const header = Buffer.concat([
    u32(0x10000),
    u16(entries.length, power * 16, Math.log2(power), (entries.length - power) * 16),
  ]);
  let offset = header.length + 16 * entries.length;
  const records: Buffer[] = [];
  const bodies: Buffer[] = [];
  for (const [tag, table] of entries) {
    const body = Buffer.concat([table, Buffer.alloc(-table.length & 3)]);
    records.push(Buffer.from(tag), u32(checksum(body), offset, table.length));
    bodies.push(body);
    offset += body.length;
  }
  const font = Buffer.concat([header, ...records, ...bodies]);
  const head = font.indexOf(tables.head!);
  font.writeUInt32BE((0xb1b0afba - checksum(font)) >>> 0, head + 8);
  return font;
}

function checksum(table: Buffer): number {
  let sum = 0;
  for (let at = 0; at < table.length; at += 4) sum = (sum + table.readUInt32BE(at)) >>> 0;
  return sum;
}

function u16(...values: number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) buffer.writeUInt16BE(value & 0xffff, index * 2);
  return buffer;
}

function u32(...values: number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) buffer.writeUInt32BE(value, index * 4);
  return buffer;
}
