// The first button of the page that says, by its words or its names, that there is more; none that was pressed in vain.
([beginnings, whole]) => {
  const fold = text => (text || "").normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
  const first = beginnings.map(fold), only = new Set(whole.map(fold));
  const named = /(^|[^a-z])(load|show|view|see)[-_]?more([^a-z]|$)|more[-_]?(button|btn|posts|articles|stories|news|items|results)|(button|btn|pagination|pager)[-_]?more/i;
  const says = text => {
    const label = fold(text).replace(/[^\p{L}\p{N}+]+$/u, "");
    return label.length < 50 && (only.has(label) || first.some(word => label.startsWith(word)));
  };
  const names = element => [element.id, element.getAttribute("class"), ...element.getAttributeNames().filter(name => name.startsWith("data-"))].join(" ");
  const leads = element => element.matches("a[href]") && !/^(#|javascript:|$)/.test(element.getAttribute("href"));
  const usable = element => {
    const box = element.getBoundingClientRect();
    return box.width && box.height && getComputedStyle(element).visibility !== "hidden" && !element.disabled && !element.newscrawlPressed
      && element.getAttribute("aria-disabled") !== "true" && !element.hasAttribute("aria-expanded") && !element.hasAttribute("aria-haspopup")
      && !element.closest("nav, [role=navigation], [role=menu], [role=dialog], dialog, form");
  };
  const buttons = document.querySelectorAll("button, [role=button], input[type=button], a, [onclick], div, span");
  const found = [...buttons].find(element => {
    const button = element.matches("button, [role=button], input, a, [onclick]");
    if (leads(element) || (!button && (element.children.length > 2 || element.querySelector("a[href], button")))) return false;
    const text = element.innerText || element.value || "";
    const words = says(text) || says(element.getAttribute("aria-label")) || says(element.title);
    return (button ? words || (named.test(names(element)) && text.length < 50) : named.test(names(element)) && text && text.length < 50) && usable(element);
  });
  return found || null;
}
