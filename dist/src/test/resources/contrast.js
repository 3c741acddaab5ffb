// Answers the texts of a page whose contrast with what is behind them is below 4.5 : 1 (WCAG 2, AA).
(() => {
  const parts = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const light = (part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = ([red, green, blue]) => 0.2126 * light(red) + 0.7152 * light(green) + 0.0722 * light(blue);
  const isSolid = (colour) => parts(colour).length === 3 || parts(colour)[3] === 1;
  const behind = (node) => {
    for (let at = node; at !== null; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (isSolid(colour)) {
        return colour;
      }
    }
    return "rgb(255, 255, 255)";
  };
  const found = [];
  for (const node of document.querySelectorAll("body *")) {
    const said = [...node.childNodes].filter((child) => child.nodeType === 3).map((child) => child.data.trim()).join("");
    if (said === "" || !node.checkVisibility() || node.closest(".unseen, noscript, .u-wrap, option") || node.disabled) {
      continue;
    }
    const [one, other] = [getComputedStyle(node).color, behind(node)].map((colour) => luminance(parts(colour)) + 0.05);
    const ratio = Math.max(one, other) / Math.min(one, other);
    if (ratio < 4.5) {
      found.push(`${ratio.toFixed(2)} ${node.tagName} ${said.slice(0, 40)}`);
    }
  }
  return found;
})()
