// The Shell Post's whole app: routes by the history API, three sections, "load more", and a page for what is not there.
const root = document.getElementById("root");
const ask = async address => { const answer = await fetch(address); return answer.ok ? answer.json() : null; };
const tag = (name, text, attributes = {}) => { const made = document.createElement(name); made.textContent = text; Object.assign(made, attributes); return made; };

const entry = (section, item) => {
  const made = document.createElement("div"), heading = document.createElement("h2");
  heading.append(tag("a", item.title, {href: `/${section}/${item.slug}`}));
  made.append(heading, tag("time", item.date.slice(0, 10), {dateTime: item.date}), tag("p", item.title + ", as our reporters saw it."));
  made.append(Object.assign(new Image(), {src: "/picture.png"}));
  return made;
};

const list = async (main, section, count) => {
  const box = document.createElement("section"), shown = document.createElement("div");
  box.append(tag("h1", section[0].toUpperCase() + section.slice(1)), shown);
  main.append(box);
  let from = 0;
  const load = async () => {
    const found = await ask(`/api/list?section=${section}&from=${from}`);
    if (!found) return false;
    for (const item of found.items.slice(0, count)) shown.append(entry(section, item));
    from += found.items.length;
    button.hidden = !found.more;
    return true;
  };
  const button = tag("button", "Show more stories");
  button.addEventListener("click", load);
  const there = await load();
  if (count === undefined) box.append(button);
  return there;
};

const article = async (main, path) => {
  const found = await ask("/api/article?path=" + path);
  if (!found) return false;
  document.title = found.title + " | The Shell Post";
  const made = document.createElement("article");
  const also = tag("p", "Read also: ");
  also.append(tag("a", "Mayor of Aleppo says that the harbour is not for sale", {href: "/politics/mayor-of-aleppo-says-that-the-harbour-is-not-for-sale"}));
  made.append(tag("h1", found.title), tag("time", found.date.slice(0, 10), {dateTime: found.date}), ...found.body.split("\n").map(text => tag("p", text)), also);
  main.append(made);
  return true;
};

const route = async () => {
  const header = document.createElement("header"), nav = document.createElement("nav"), menu = document.createElement("ul"), main = document.createElement("main");
  for (const name of ["Politics", "Economy", "Culture"]) {
    const item = document.createElement("li"), link = tag("a", name, {href: "/" + name.toLowerCase()});
    link.addEventListener("click", event => { event.preventDefault(); history.pushState({}, "", link.href); route(); });
    item.append(link);
    menu.append(item);
  }
  nav.append(menu);
  header.append(tag("a", "The Shell Post", {href: "/"}), nav);
  root.replaceChildren(header, main);
  const [section, slug] = location.pathname.slice(1).split("/");
  const there = !section ? (await list(main, "politics", 2), await list(main, "economy", 2), true) : slug ? await article(main, location.pathname) : await list(main, section);
  if (!there) main.replaceChildren(tag("h1", "Page not found"), tag("p", "There is nothing here any more."));
};
addEventListener("popstate", route);
for (const address of (root.dataset.elsewhere || "").split(" ").filter(Boolean)) {
  fetch(address, {mode: "no-cors"}).catch(() => {});
  new WebSocket(new URL(address, location.href).href.replace("http", "ws"));
}
route();
