/** Judges the colours of text in HTML, as the browser has computed them. */

/** Runs in the browser, so it may refer to nothing outside of itself. */
export function findFaintTexts(roots: Element[]): string[] {
  /** Least contrast of text (WCAG 2.2, 1.4.3). */
  const contrastMin = 4.5;
  const numbersOf = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const rgb = (colour: string) => {
    const [red = 0, green = 0, blue = 0, alpha = 1] = numbersOf(colour);
    // What was mixed is given with shares of 1, the rest with numbers up to 255.
    const scale = colour.startsWith("color(") ? 1 : 255;
    return { channels: [red / scale, green / scale, blue / scale], alpha };
  };
  const luminance = (channels: number[]) => {
    const [red = 0, green = 0, blue = 0] = channels.map((share) =>
      share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const backgroundOf = (element: Element | null): number[] => {
    if (element === null) return [1, 1, 1];
    const { channels, alpha } = rgb(getComputedStyle(element).backgroundColor);
    if (alpha === 1) return channels;
    const behind = backgroundOf(element.parentElement);
    return channels.map((share, index) => alpha * share + (1 - alpha) * (behind[index] ?? 0));
  };
  const opacityOf = (element: Element | null): number =>
    element === null
      ? 1
      : Number(getComputedStyle(element).opacity) * opacityOf(element.parentElement);
  const contrastOf = (element: Element) => {
    const behind = backgroundOf(element);
    const { channels, alpha } = rgb(getComputedStyle(element).color);
    const visible = alpha * opacityOf(element);
    const ink = channels.map((share, index) =>
      visible * share + (1 - visible) * (behind[index] ?? 0)
    );
    const [dark = 0, light = 0] = [luminance(ink), luminance(behind)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const faint = roots.flatMap((root) => [root, ...root.querySelectorAll("*")]).flatMap(
    (element) => {
      const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE)
        .map((node) => node.textContent ?? "").join(" ").trim();
      const contrast = own === "" ? contrastMin : contrastOf(element);
      return contrast < contrastMin ? [`"${own}" has a contrast of ${contrast.toFixed(1)}`] : [];
    },
  );
  return [...new Set(faint)];
}
