// Big buttons that count hands. Without it the numbers are typed, and the form works the same.
const form = document.querySelector("[data-counter]");
if (form) {
  const presses = [];
  const total = form.querySelector("[data-total]");
  const undo = form.querySelector("[data-undo]");
  const fields = [...form.querySelectorAll("input[type=number]")];
  const show = () => {
    total.value = fields.reduce((sum, field) => sum + (Number(field.value) || 0), 0);
    undo.disabled = presses.length === 0;
  };
  const press = (field, step) => {
    const before = Number(field.value) || 0;
    const after = Math.min(Number(field.max), Math.max(0, before + step));
    field.value = after;
    if (after !== before) navigator.vibrate?.(15);
    return after - before;
  };
  for (const button of form.querySelectorAll("[data-step]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const field = document.getElementById(button.dataset.for);
      const step = press(field, Number(button.dataset.step));
      if (step) presses.push([field, step]);
      show();
    });
  }
  undo.addEventListener("click", () => {
    const [field, step] = presses.pop();
    press(field, -step);
    show();
  });
  form.querySelector("[data-sum]").hidden = false;
  form.addEventListener("input", show);
  show();
}
