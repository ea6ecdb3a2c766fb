// What a phone in a hall keeps and decides, without a page: tests/journeys/test_outbox.py tries it.
globalThis.hallCore = (() => {
  const EVERY = 2000, LONGEST = 15000;
  const OURS = new Set(["token"]);

  // A key that nobody else makes. crypto.randomUUID is missing where a hall has no HTTPS.
  const newKey = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return [0, 8, 12, 16, 20].map((at, i) => hex.slice(at, [8, 12, 16, 20, 32][i])).join("-");
  };

  // How long to wait before asking again: two seconds, longer after failures; phones spread out.
  const wait = (failures, random) =>
    Math.min(EVERY * 2 ** Math.min(failures, 10), LONGEST) * (0.75 + random / 2);

  // What an answer of the server means for what was sent.
  const verdict = (status) => {
    if (status >= 200 && status < 300) return "kept";
    if (status === 409) return "seat";
    if ([400, 404, 410, 413, 414, 422].includes(status)) return "refused";
    return "again";
  };

  // Stands in where a browser keeps nothing: what is in it lasts as long as the page.
  class Memory {
    #held = new Map();
    get length() { return this.#held.size; }
    key(i) { return [...this.#held.keys()][i] ?? null; }
    getItem(name) { return this.#held.get(name) ?? null; }
    setItem(name, text) { this.#held.set(name, String(text)); }
    removeItem(name) { this.#held.delete(name); }
  }

  // Answers that wait to be sent, what was answered before, and words that are half typed.
  class Outbox {
    constructor(storage, hall) {
      this.storage = storage;
      this.prefix = `hall:${hall}:`;
      this.lasting = true;
    }

    // The time of the hall's clock, later than all before it.
    stamp(clock) {
      const next = Math.max(Math.round(clock), Number(this.#get("stamp") ?? 0) + 1);
      this.#set("stamp", next);
      return next;
    }

    // Keeps an answer until it has arrived. Each lies under a name of its own, so that two windows
    // of one phone do not write over each other.
    add(values, clock) {
      const said = Object.fromEntries(Object.entries(values).filter(([name]) => !OURS.has(name)));
      const item = { key: newKey(), stamp: this.stamp(clock), values: said };
      this.#set(this.#name(item), JSON.stringify(item));
      this.#set(`said:${said.scene}:${said.about}`, JSON.stringify(said));
      return item;
    }

    waiting() {
      return this.#names("out:").map((name) => JSON.parse(this.#get(name)))
        .sort((one, other) => one.stamp - other.stamp);
    }

    arrived(item) { this.storage.removeItem(this.prefix + this.#name(item)); }

    // Takes an answer out that made no sense; its words become a draft again.
    refused(item) {
      this.arrived(item);
      const { scene, about } = item.values;
      this.storage.removeItem(`${this.prefix}said:${scene}:${about}`);
    }

    said(scene, about) { return JSON.parse(this.#get(`said:${scene}:${about}`) ?? "{}"); }

    draft(scene, about, name) { return this.#get(`draft:${scene}:${about}:${name}`) ?? ""; }

    keepDraft(scene, about, name, text) {
      const where = `draft:${scene}:${about}:${name}`;
      if (text) this.#set(where, text);
      else this.storage.removeItem(this.prefix + where);
    }

    #name(item) { return `out:${item.key}`; }
    #get(name) { return this.storage.getItem(this.prefix + name); }

    #set(name, text) {
      try {
        this.storage.setItem(this.prefix + name, text);
      } catch { // full: go on in memory, with all that was kept
        const memory = new Memory();
        for (const kept of this.#names("")) memory.setItem(this.prefix + kept, this.#get(kept));
        this.storage = memory;
        this.lasting = false;
        this.storage.setItem(this.prefix + name, text);
      }
    }

    #names(kind) {
      return Array.from({ length: this.storage.length }, (_, i) => this.storage.key(i))
        .filter((name) => name.startsWith(this.prefix + kind))
        .map((name) => name.slice(this.prefix.length));
    }
  }

  return { Memory, Outbox, newKey, verdict, wait };
})();
