"use strict";
// Search in a plain copy: Pagefind finds, this shows. Without it the page offers the lists.
(() => {
  const root = new URL("../../", document.currentScript.src);
  const at = (id) => document.getElementById(id);
  const asked = new URLSearchParams(location.search).get("q") || "";
  const SOME = 20;
  let found = [];

  // An excerpt is text with <mark> about the words that were found.
  const excerpt = (told) => {
    const line = document.createElement("p");
    line.className = "said";
    line.dir = "auto";
    for (const [n, part] of told.split(/<\/?mark>/).entries()) {
      const text = new DOMParser().parseFromString(part, "text/html").body.textContent;
      const mark = document.createElement(n % 2 ? "mark" : "span");
      mark.textContent = text;
      line.append(mark);
    }
    return line;
  };

  const shown = (page) => {
    const item = document.createElement("li");
    const heading = document.createElement("h3");
    const link = document.createElement("a");
    link.href = new URL(page.raw_url.replace(/^\//, ""), root).href;
    link.dir = "auto";
    link.textContent = page.meta.title || page.raw_url;
    heading.append(link);
    item.append(heading, excerpt(page.excerpt));
    return item;
  };

  const more = async () => {
    const list = at("search-hits");
    const next = found.slice(list.children.length, list.children.length + SOME);
    const pages = await Promise.all(next.map((one) => one.data()));
    list.append(...pages.map(shown));
    at("search-more").hidden = list.children.length >= found.length;
  };

  const search = async () => {
    const pagefind = await import(new URL("pagefind/pagefind.js", root).href);
    await pagefind.options({ baseUrl: "/" });
    await pagefind.init();
    at("search-cannot").hidden = true;
    if (!asked) return;
    found = (await pagefind.search(asked)).results;
    at("search-none").hidden = found.length > 0;
    at("search-count").textContent = found.length;
    at("search-found").hidden = found.length === 0;
    await more();
  };

  at("q").value = asked;
  at("search-more").addEventListener("click", more);
  search().catch(() => {
    at("search-cannot").hidden = false;
  });
})();
