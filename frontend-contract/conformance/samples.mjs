// Files to upload, made on the spot.

import { Buffer } from "node:buffer";
import { crc32 as zlibCrc32, deflateSync } from "node:zlib";

const SAMPLES = {
  wav: ["tone.wav", "audio/wav", wav],
  png: ["square.png", "image/png", () => png()],
  html: ["song.mp3", "audio/mpeg", () => Buffer.from("<!doctype html><script>alert(1)</script>")],
  text: ["scene.txt", "text/plain", () => Buffer.from("INT. KITCHEN - NIGHT\n\nMARA sets down two cups.\n")],
  large: ["large.png", "image/png", (size) => Buffer.concat([png(), Buffer.alloc(size)])],
  null: [undefined, undefined, () => "null"],
  empty: ["empty.png", "image/png", () => Buffer.alloc(0)],
};

/** Return a form; each part is the name of a sample, or {sample, name?, type?, size?}, or text. */
export function formOf(parts) {
  const form = new FormData();
  for (const [field, part] of Object.entries(parts)) {
    for (const each of Array.isArray(part) ? part : [part]) {
      if (each.text !== undefined) {
        form.append(field, each.text);
        continue;
      }
      const told = typeof each === "string" ? { sample: each } : each;
      const [name, type, make] = SAMPLES[told.sample];
      const content = make(told.size);
      if (name === undefined) form.append(field, content);
      else form.append(field, new Blob([content], { type: told.type ?? type }), told.name ?? name);
    }
  }
  return form;
}

/** One second of 440 Hz, 8 kHz, 8 bits. */
function wav() {
  const rate = 8000;
  const samples = Buffer.from(
    Array.from({ length: rate }, (_, n) => 128 + Math.round(60 * Math.sin((2 * Math.PI * 440 * n) / rate))),
  );
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + rate, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write("data", 36);
  head.writeUInt32LE(rate, 40);
  return Buffer.concat([head, samples]);
}

/** A square of one colour, other at each call: contents that are equal are stored once. */
function png(side = 64) {
  const colour = Buffer.from(Array.from({ length: 3 }, () => Math.floor(Math.random() * 256)));
  const row = Buffer.concat([Buffer.from([0]), ...Array.from({ length: side }, () => colour)]);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: side }, () => row)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", pixels), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data]);
  const framed = Buffer.alloc(8 + body.length);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), framed.length - 4);
  return framed;
}

/** Node's own is there since 20.15. */
const crc32 = zlibCrc32 ?? ((data) => {
  let sum = ~0;
  for (const byte of data) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
});
