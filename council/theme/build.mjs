// Copies the typefaces beside the built style sheet and stops if anything of GOV.UK's own brand came along.
import { cpSync, mkdirSync, readFileSync } from "node:fs";

const built = new URL("../static/built/", import.meta.url);
const packages = new URL("../../node_modules/@fontsource-variable/", import.meta.url);
const faces = {
  "atkinson-hyperlegible-next": ["latin-wght-normal", "latin-wght-italic", "latin-ext-wght-normal"],
  besley: ["latin-wght-normal", "latin-ext-wght-normal"],
  "hanken-grotesk": ["latin-wght-normal", "latin-wght-italic"],
};

const brand = readFileSync(new URL("govuk.css", built), "utf8").match(/GDS Transport|crest|crown|1d70b8/i);
if (brand) throw new Error(`GOV.UK's own brand is in the built style sheet: ${brand[0]}`);

const fonts = new URL("fonts/", built);
mkdirSync(fonts, { recursive: true });
for (const [face, cuts] of Object.entries(faces)) {
  for (const cut of cuts) cpSync(new URL(`${face}/files/${face}-${cut}.woff2`, packages), new URL(`${face}-${cut}.woff2`, fonts));
  cpSync(new URL(`${face}/LICENSE`, packages), new URL(`${face}-LICENSE.txt`, fonts));
}
