/** Run inside the page, so it knows nothing of this file: what of a stranger's doings the page's policy has let through. */
export async function tryWhatIsForbidden(): Promise<string[]> {
  const came: string[] = [];
  const sign = (what: string) => `document.documentElement.dataset.came = "${what}"`;
  const look = (what: string) => {
    if (document.documentElement.dataset.came === what) came.push(what);
  };
  const script = document.createElement("script");
  script.textContent = sign("inline script");
  document.head.append(script);
  look("inline script");
  setTimeout(sign("text as code"));
  await new Promise((resolve) => setTimeout(resolve, 200));
  look("text as code");
  const styled = document.createElement("div");
  styled.innerHTML = '<p style="position: fixed">x</p>';
  if (styled.querySelector("p")?.style.position === "fixed") came.push("inline style");
  const isSent = await fetch("http://office.test:9/?at=116.3553,39.9399", { mode: "no-cors" }).then(
    () => true,
    (reason) => !/violates|refused|failed to fetch/i.test(String(reason)),
  );
  if (isSent) came.push("another origin");
  return came;
}
