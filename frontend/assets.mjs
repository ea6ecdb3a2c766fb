// Copies typefaces and htmx out of their packages, and gathers the icons into one file.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const out = process.argv[2];
const packages = join(import.meta.dirname, "node_modules");

const TYPEFACES = {
  "ibm-plex-sans-thai-looped": [400, 700],
  "ibm-plex-sans-thai": [500, 700],
  sarabun: [400, 700],
};

function copyTypefaces() {
  const folder = join(out, "fonts");
  mkdirSync(folder, { recursive: true });
  for (const [name, weights] of Object.entries(TYPEFACES)) {
    const from = join(packages, "@fontsource", name);
    for (const weight of weights)
      for (const script of ["thai", "latin"]) {
        const file = `${name}-${script}-${weight}-normal.woff2`;
        copyFileSync(join(from, "files", file), join(folder, file));
      }
    copyFileSync(join(from, "LICENSE"), join(folder, `${name}-OFL.txt`));
  }
}

function gatherIcons() {
  const names = readFileSync(join(import.meta.dirname, "icons.txt"), "utf8").split(/\s+/);
  const symbols = names.filter(Boolean).sort().map((name) => {
    const drawing = readFileSync(join(packages, "lucide-static", "icons", `${name}.svg`), "utf8");
    const shapes = drawing.slice(drawing.indexOf(">", drawing.indexOf("<svg")) + 1);
    const inside = shapes.replace("</svg>", "").replace(/\s*\n\s*/g, "");
    return `<symbol id="${name}" viewBox="0 0 24 24">${inside}</symbol>`;
  });
  const licence = "<!-- Lucide icons, ISC License, Copyright (c) 2026 Lucide Icons and Contributors -->";
  const sprite = ['<svg xmlns="http://www.w3.org/2000/svg">', licence, ...symbols, "</svg>", ""];
  writeFileSync(join(out, "icons.svg"), sprite.join("\n"));
}

copyTypefaces();
gatherIcons();
mkdirSync(join(out, "js"), { recursive: true });
copyFileSync(join(packages, "htmx.org", "dist", "htmx.min.js"), join(out, "js", "htmx.min.js"));
