// Time left of what runs, counted by the server's clock. Without it the time of its end stands there.
{
  const said = Number(document.body.dataset.clock);
  const ahead = said ? said - Date.now() : 0; // the server's clock before ours
  const two = (number) => String(number).padStart(2, "0");
  function tick() {
    for (const one of document.querySelectorAll("[data-clock-ends]")) {
      const left = Math.round((Number(one.dataset.clockEnds) - Date.now() - ahead) / 1000);
      const size = Math.abs(left), hours = Math.floor(size / 3600);
      const minutes = Math.floor(size / 60) % 60;
      const time = hours ? `${hours}:${two(minutes)}:${two(size % 60)}` : `${minutes}:${two(size % 60)}`;
      one.textContent = (left < 0 ? one.dataset.over : one.dataset.left).replace("%s", time);
      one.classList.toggle("agenda-over", left < 0);
      one.classList.toggle("agenda-soon", left >= 0 && left <= 120);
    }
  }
  tick();
  setInterval(tick, 1000);
  document.addEventListener("hall:shown", tick);
}
