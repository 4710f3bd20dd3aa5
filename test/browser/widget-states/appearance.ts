import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Page } from 'playwright';
import { expect } from 'vitest';
import type { Stage } from './stage.js';

/** How many page pixels become one pixel of a reference, in each direction. */
const GRAIN = 8;
/** The space around the widget in the picture, in CSS pixels: it shows shadow and outlines. */
const MARGIN = 12;
/** How much a colour channel (0–255) of a pixel may differ from the reference. */
const TOLERANCE = 24;
/** How many pixels may differ more: browsers draw radio buttons and the handle of a text field differently. */
const ODD_PIXELS = 6;

/** Takes a picture of everything that is visible of the widget, as a base64 PNG. */
export async function takePicture({ page }: Stage): Promise<string> {
  await page.mouse.move(0, 0);
  const clip = await page.evaluate(
    ({ margin, grain }) => {
      const host = document.querySelector('haptik-feedback')!;
      const root = host.shadowRoot!;
      const seen = [...root.querySelectorAll(':popover-open, .hf, [role=alert], button')];
      const boxes = seen.map((part) => part.getBoundingClientRect()).filter(({ width }) => width > 0);
      const x = Math.max(0, Math.min(...boxes.map(({ left }) => left)) - margin);
      const y = Math.max(0, Math.min(...boxes.map(({ top }) => top)) - margin);
      const right = Math.min(innerWidth, Math.max(...boxes.map((box) => box.right)) + margin);
      const bottom = Math.min(innerHeight, Math.max(...boxes.map((box) => box.bottom)) + margin);
      // Chromium and its headless shell round differently, by less than 1/16 of a pixel, which must not enlarge the picture.
      const rounding = 1 / 16;
      const start = (position: number) => Math.floor(position + rounding);
      const whole = (length: number) => Math.ceil((length - rounding) / grain) * grain;
      return { x: start(x), y: start(y), width: whole(right - x), height: whole(bottom - y) };
    },
    { margin: MARGIN, grain: GRAIN },
  );
  const picture = await page.screenshot({ clip, animations: 'disabled', caret: 'hide' });
  return picture.toString('base64');
}

/**
 * Expects pictures to look like their reference, a PNG with all of them side by side. Writes the reference when there is
 * none, or when vitest updates its snapshots (`-u`).
 *
 * @param darkroom - a page that compares the pictures
 * @param path - the path of the reference
 * @param pictures - base64 PNGs by name, in the order of the reference
 */
export async function expectPictures(darkroom: Page, path: string, pictures: Map<string, string>): Promise<void> {
  const mode = expect.getState().snapshotState.snapshotUpdateState;
  const reference = readReference(path);
  const { sheet, odd } = await darkroom.evaluate(develop, {
    pictures: [...pictures.values()],
    reference,
    grain: GRAIN,
    tolerance: TOLERANCE,
  });
  if (mode === 'all' || (mode === 'new' && !reference)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, Buffer.from(sheet, 'base64'));
    return;
  }
  if (!reference)
    throw new Error(`The reference ${path} is missing: run vitest with -u, review the picture and commit it.`);
  const differences = [...pictures.keys()].filter((_, index) => odd[index]! > ODD_PIXELS);
  if (differences.length === 0) return;
  const seen = join(tmpdir(), `haptik-feedback-${basename(path)}`);
  writeFileSync(seen, Buffer.from(sheet, 'base64'));
  const counts = [...pictures.keys()].map((name, index) => `${name}: ${odd[index]}`).join(', ');
  expect.fail(
    `${differences.join(', ')} looks different (different pixels: ${counts})\nseen: ${seen}\nexpected: ${path}`,
  );
}

function readReference(path: string): string | undefined {
  try {
    return readFileSync(path, 'base64');
  } catch {
    return undefined;
  }
}

/** Runs in the page: shrinks the pictures, puts them side by side, and counts the different pixels of each. */
async function develop(order: { pictures: string[]; reference: string | undefined; grain: number; tolerance: number }) {
  const { grain, tolerance } = order;
  const read = async (png: string) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const { width, height } = image;
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, width, height);
  };
  const coarsen = (fine: ImageData) => {
    const coarse = new ImageData(Math.floor(fine.width / grain), Math.floor(fine.height / grain));
    const sums = new Uint32Array(coarse.data.length);
    for (let y = 0; y < coarse.height * grain; y++) {
      for (let x = 0; x < coarse.width * grain; x++) {
        const to = (Math.floor(y / grain) * coarse.width + Math.floor(x / grain)) * 4;
        const from = (y * fine.width + x) * 4;
        for (let channel = 0; channel < 4; channel++) sums[to + channel]! += fine.data[from + channel]!;
      }
    }
    // Steps of sixteen make the file small.
    for (const [at, sum] of sums.entries()) coarse.data[at] = Math.min(255, Math.round(sum / grain / grain / 16) * 16);
    for (let at = 3; at < coarse.data.length; at += 4) coarse.data[at] = 255;
    return coarse;
  };

  const tiles: ImageData[] = [];
  for (const picture of order.pictures) tiles.push(coarsen(await read(picture)));
  const canvas = new OffscreenCanvas(
    tiles.reduce((sum, { width }) => sum + width, 0),
    Math.max(...tiles.map(({ height }) => height)),
  );
  const sheet = canvas.getContext('2d', { willReadFrequently: true })!;
  let right = 0;
  for (const tile of tiles) {
    sheet.putImageData(tile, right, 0);
    right += tile.width;
  }
  const file = new FileReader();
  file.readAsDataURL(await canvas.convertToBlob());
  await new Promise((resolve) => {
    file.onload = resolve;
  });

  const seen = sheet.getImageData(0, 0, canvas.width, canvas.height);
  const wanted = order.reference ? await read(order.reference) : seen;
  let left = 0;
  const odd = tiles.map(({ width }) => {
    let count = 0;
    for (let y = 0; y < Math.max(seen.height, wanted.height); y++) {
      for (let x = left; x < left + width; x++) {
        const [one, other] = [(y * seen.width + x) * 4, (y * wanted.width + x) * 4];
        const isOff = [0, 1, 2, 3].some(
          (channel) => !(Math.abs(seen.data[one + channel]! - wanted.data[other + channel]!) <= tolerance),
        );
        if (isOff) count++;
      }
    }
    left += width;
    return count;
  });
  return { sheet: String(file.result).replace(/^.*,/, ''), odd };
}
