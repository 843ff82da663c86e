// Filter, order and open the rows. The page says everything without this script.
(() => {
  "use strict";
  const by_id = (id) => document.getElementById(id);
  const rows = [...document.querySelectorAll("li.account")];
  const controls = by_id("controls");
  if (!controls || rows.length === 0) return;
  controls.hidden = false;

  const filter = by_id("filter");
  filter.addEventListener("input", () => {
    const wanted = filter.value.trim().toLowerCase();
    for (const row of rows) {
      row.hidden = !row.querySelector("summary").textContent.toLowerCase().includes(wanted);
    }
  });

  const order = by_id("order");
  order.addEventListener("change", () => {
    const key = order.value;
    const sign = key === "rank" ? 1 : -1;
    const compare = (a, b) =>
      sign * (a.dataset[key] - b.dataset[key]) || a.dataset.rank - b.dataset.rank;
    for (const list of document.querySelectorAll("ol.accounts")) {
      list.append(...[...list.children].sort(compare));
    }
  });

  const open = by_id("open");
  const set_all = (is_open) => {
    for (const row of rows) row.firstElementChild.open = is_open;
    open.textContent = is_open ? open.dataset.close : open.dataset.open;
  };
  open.addEventListener("click", () => {
    set_all(rows.some((row) => !row.firstElementChild.open));
  });

  // An address that points into a closed row opens it.
  const open_target = () => {
    const target = location.hash.length > 1 && by_id(location.hash.slice(1));
    if (!target || !target.closest("li.account, li.group")) return;
    const own = target.matches("li.account, li.group") ? target.firstElementChild : target;
    for (let box = own.closest("details"); box; box = box.parentElement.closest("details")) {
      box.open = true;
    }
    target.scrollIntoView();
  };
  addEventListener("hashchange", open_target);
  open_target();
})();
