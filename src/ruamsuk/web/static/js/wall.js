// The wall: cards come by themselves, and are dragged onto a heading or into the other list.
// Without it the page is fetched anew by hand, and the buttons behind each card's dots do the same.
{
  const EVERY = 3000;
  const wall = document.getElementById("wall");
  const { now } = wall.dataset;
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
  let dragged = null, last = "";

  const busy = () => dragged || wall.querySelector("details[open]") || wall.contains(document.activeElement)
    || [...wall.querySelectorAll("[data-new] input")].some((field) => field.value);

  function dress() {
    for (const form of wall.querySelectorAll("[data-new]")) form.hidden = false;
  }

  function show(html) {
    if (html === last) return;
    last = html;
    wall.innerHTML = html;
    dress();
  }

  async function look() {
    try {
      if (!document.hidden && !busy()) {
        const answer = await fetch(now, { cache: "no-store" });
        if (answer.ok && !answer.redirected && !busy()) show(await answer.text());
      }
    } catch { /* the next time */ }
    setTimeout(look, EVERY);
  }

  // Where a card would hang: a heap has its heading, a field a new one, the rest of a list none.
  function target(from) {
    const column = from.closest("[data-list]");
    if (!column || !dragged) return null;
    const heap = from.closest("[data-heading]"), field = from.closest("[data-new]")?.querySelector("input");
    const heading = heap ? heap.dataset.heading : field ? field.value.trim() : "";
    return { mark: heap ?? from.closest("[data-new]") ?? column, list: column.dataset.list, heading };
  }

  function mark(element) {
    for (const one of wall.querySelectorAll(".wall-here")) one.classList.remove("wall-here");
    element?.classList.add("wall-here");
  }

  wall.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("[data-card]");
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.firstElementChild.textContent);
    dragged.classList.add("wall-dragged");
  });
  wall.addEventListener("dragend", () => {
    dragged?.classList.remove("wall-dragged");
    dragged = null;
    mark(null);
  });
  wall.addEventListener("dragover", (event) => {
    const found = target(event.target);
    if (!found) return;
    event.preventDefault();
    mark(found.mark);
  });
  wall.addEventListener("drop", async (event) => {
    const found = target(event.target);
    if (!found) return;
    event.preventDefault();
    const body = new URLSearchParams({
      act: "hang", list: found.list, heading: found.heading, csrfmiddlewaretoken: token,
    });
    const address = dragged.dataset.card;
    dragged = null;
    mark(null);
    try {
      const answer = await fetch(address, { method: "POST", body, headers: { Accept: "text/fragment" } });
      if (answer.ok) show(await (await fetch(now, { cache: "no-store" })).text());
    } catch { /* it hangs where it hung */ }
  });
  wall.addEventListener("submit", (event) => {
    if (event.target.matches("[data-new]")) event.preventDefault();
  });
  for (const one of document.querySelectorAll("[data-dragging]")) one.hidden = false;
  dress();
  setTimeout(look, EVERY);
}
