// Comfort on top of pages that work without it: keyboard, copy, theme, drafts, lists that open in place.
(() => {
  "use strict";
  const $ = (selector, from = document) => from.querySelector(selector);
  const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
  const root = document.documentElement;

  // A browser may keep nothing for us; then choices last as long as the page.
  const store = {
    get(key) { try { return localStorage.getItem(key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem(key, value); } catch { /* not kept */ } },
    remove(key) { try { localStorage.removeItem(key); } catch { /* was not kept */ } },
  };

  // --- Theme ---
  const showTheme = () => {
    const theme = root.dataset.theme ?? "auto";
    $$("[data-theme-choice]").forEach(b => b.setAttribute("aria-pressed", String(b.dataset.themeChoice === theme)));
  };
  const chooseTheme = theme => {
    if (theme === "auto") {
      delete root.dataset.theme;
      store.remove("plumbline.theme");
    } else {
      root.dataset.theme = theme;
      store.set("plumbline.theme", theme);
    }
    showTheme();
  };

  // --- Keyboard: / searches, g and a letter goes, j and k move in the list, Enter opens, ? helps ---
  const help = $("#keys");
  let before = null;
  const openHelp = () => {
    if (!help) return;
    const list = $("[data-go-list]", help);
    if (!list.children.length) {
      $$("[data-go]").filter(a => a.dataset.go).forEach(a => {
        const row = document.createElement("div");
        const keys = row.appendChild(document.createElement("dt"));
        for (const key of ["g", a.dataset.go]) {
          const kbd = document.createElement("kbd");
          kbd.textContent = key;
          keys.append(kbd, " ");
        }
        row.appendChild(document.createElement("dd")).textContent = a.textContent;
        list.append(row);
      });
    }
    before = document.activeElement;
    help.hidden = false;
    help.focus();
  };
  const closeHelp = () => {
    if (!help || help.hidden) return false;
    help.hidden = true;
    before?.focus();
    return true;
  };
  const rows = () => $$("[data-list] > tbody > tr, [data-list] > li").filter(row => $("a[href]", row));
  const move = step => {
    const all = rows();
    if (!all.length) return;
    const at = all.findIndex(row => row.classList.contains("at"));
    const to = Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + step));
    all.forEach(row => row.classList.remove("at"));
    all[to].classList.add("at");
    $("a[href]", all[to]).focus({ preventScroll: true });
    all[to].scrollIntoView({ block: "nearest" });
  };
  // Whoever speaks to the computer must be able to switch single keys off (WCAG 2.1.4).
  let keysOn = store.get("plumbline.keys") !== "off";
  const switchKeys = on => {
    keysOn = on;
    if (on) store.remove("plumbline.keys");
    else store.set("plumbline.keys", "off");
    showKeys();
  };
  const showKeys = () => $$("[data-keys-switch]").forEach(button => {
    button.textContent = keysOn ? "Switch single keys off" : "Switch single keys on";
  });
  const typing = target => target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  let going = 0;
  document.addEventListener("keydown", event => {
    if (event.key === "Escape") {
      if (closeHelp()) return;
      const open = $$("details.menu[open]");
      open.forEach(menu => menu.removeAttribute("open"));
      if (open.length) $("summary", open[0]).focus();
      else if (typing(event.target)) event.target.blur();
      return;
    }
    if (!keysOn || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (performance.now() < going) {
      going = 0;
      const link = $$("[data-go]").find(a => a.dataset.go === event.key);
      if (link) {
        event.preventDefault();
        location.href = link.href;
      }
      return;
    }
    switch (event.key) {
      case "/": {
        const search = $("#search");
        if (!search) return;
        event.preventDefault();
        search.focus();
        search.select();
        return;
      }
      case "g": going = performance.now() + 1500; return;
      case "j": event.preventDefault(); move(1); return;
      case "k": event.preventDefault(); move(-1); return;
      case "?": event.preventDefault(); openHelp(); return;
      default: {
        // A button that a page gives a letter takes the focus; Enter then presses it.
        const button = $$("[data-key]").find(one => one.dataset.key === event.key);
        if (!button) return;
        event.preventDefault();
        button.focus();
      }
    }
  });

  // --- Clicks ---
  const copy = async button => {
    const word = button.textContent;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Not copied";
    }
    setTimeout(() => { button.textContent = word; }, 1500);
  };
  document.addEventListener("click", event => {
    const hit = selector => event.target.closest(selector);
    const choice = hit("[data-theme-choice]");
    if (choice) chooseTheme(choice.dataset.themeChoice);
    const copied = hit("[data-copy]");
    if (copied) copy(copied);
    if (hit("[data-help]")) openHelp();
    if (hit("[data-close]")) closeHelp();
    if (hit("[data-keys-switch]")) switchKeys(!keysOn);
    $$("details.menu[open]").forEach(menu => {
      if (!menu.contains(event.target) || hit("[data-help]")) menu.removeAttribute("open");
    });
  });

  // --- The line: a station opens its list under the strip, and closes it again ---
  const openable = from => $$("[data-opens]:not([aria-expanded])", from)
    .forEach(link => link.setAttribute("aria-expanded", "false"));
  document.addEventListener("click", event => {
    // A new tab stays a new tab: htmx must not see the click.
    if ((event.ctrlKey || event.metaKey || event.shiftKey) && event.target.closest("[data-opens]")) {
      event.stopImmediatePropagation();
    }
  }, true);
  const closePanel = box => {
    $$("[data-opens]", box).forEach(link => link.setAttribute("aria-expanded", "false"));
    $(".line-panel", box).replaceChildren();
  };
  document.addEventListener("htmx:beforeRequest", event => {
    const link = event.target.closest?.("[data-opens]");
    if (!link) return;
    const box = link.closest(".line-box");
    const wasOpen = link.getAttribute("aria-expanded") === "true";
    closePanel(box);
    if (wasOpen) event.preventDefault();
    else link.setAttribute("aria-expanded", "true");
  });
  document.addEventListener("htmx:afterSwap", event => {
    if (!event.target.classList.contains("line-panel")) return;
    const link = $("[aria-expanded=true]", event.target.closest(".line-box"));
    const list = $("#list", event.target);
    // The page may have a list of its own, and an id must stay unique.
    list?.removeAttribute("id");
    if (!link) return;
    if (!list) {
      location.href = link.href;
      return;
    }
    const all = document.createElement("a");
    all.href = link.href;
    all.className = "line-all";
    all.textContent = "Open as a page";
    event.target.append(all);
  });
  for (const failure of ["htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(failure, event => {
      const link = event.target.closest?.("[data-opens]");
      if (link) location.href = link.href;
    });
  }
  document.addEventListener("htmx:configRequest", event => {
    const csrf = $("meta[name=csrf]");
    if (event.detail.verb !== "get" && csrf?.content) event.detail.headers[csrf.dataset.header] = csrf.content;
  });

  // --- Filters: a select applies at once; the service filter keeps the filters of the page ---
  document.addEventListener("change", event => {
    const services = event.target.closest("[data-services]");
    if (services) {
      const url = new URL(location.href);
      url.searchParams.delete("after");
      url.searchParams.set(event.target.name, event.target.value);
      location.href = url;
    } else if (event.target.matches("[data-submit]")) {
      // A year that is being typed is a date at each digit: 0002-11-23.
      if (event.target.type === "date" && event.target.value && event.target.value < "1970") return;
      event.target.form.requestSubmit();
    } else if (event.target.matches("[data-all]")) {
      $$(`input[type=checkbox][name="${event.target.dataset.all}"]`, event.target.form)
        .forEach(box => { box.checked = event.target.checked; });
    }
  });
  document.addEventListener("submit", event => {
    if (!event.target.matches("form.filters")) return;
    // Empty fields would make a long address that says nothing.
    $$("input, select", event.target).forEach(field => { field.disabled ||= field.value === ""; });
    setTimeout(() => $$("input, select", event.target).forEach(field => { field.disabled = false; }));
  });

  // --- Forms with data-draft keep what was typed until it is sent, and warn before it is lost ---
  $$("form[data-draft]").forEach(form => {
    const key = "plumbline.draft:" + location.pathname + ":" + form.dataset.draft;
    const fields = () => $$("input, select, textarea", form)
      .filter(field => field.name && !/^(hidden|password|file|submit)$/.test(field.type));
    const state = () => fields().map(f => [f.name, /^(checkbox|radio)$/.test(f.type) ? f.value + ":" + f.checked : f.value]);
    const original = JSON.stringify(state());
    const note = $("[data-draft-note]", form);
    const saved = store.get(key);
    if (saved && saved !== original && note && !$(".field-wrong", form)) {
      const restore = document.createElement("button");
      restore.type = "button";
      restore.textContent = "Restore my draft";
      restore.addEventListener("click", () => {
        const values = JSON.parse(saved);
        fields().forEach((field, i) => {
          if (values[i]?.[0] !== field.name) return;
          if (/^(checkbox|radio)$/.test(field.type)) field.checked = values[i][1] === field.value + ":true";
          else field.value = values[i][1];
        });
        note.textContent = "Draft restored.";
      });
      note.append("You left a draft here. ", restore);
    }
    let sent = false;
    let timer = 0;
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        store.set(key, JSON.stringify(state()));
        if (note) note.textContent = "Draft kept in this browser.";
      }, 400);
    });
    form.addEventListener("submit", () => {
      sent = true;
      clearTimeout(timer);
      store.remove(key);
    });
    addEventListener("beforeunload", event => {
      if (sent || JSON.stringify(state()) === original) return;
      store.set(key, JSON.stringify(state()));
      event.preventDefault();
    });
  });

  // --- What only makes sense with script appears now ---
  $$("[data-copy][hidden], [data-themes][hidden], [data-help][hidden], [data-all][hidden]").forEach(element => { element.hidden = false; });
  document.addEventListener("htmx:load", event => {
    $$("[data-copy][hidden]", event.target).forEach(button => { button.hidden = false; });
    openable(event.target);
  });
  openable(document);
  showTheme();
  showKeys();
})();
