// Shows the way to Administer to whoever may go there.
(() => {
  const show = () => {
    const links = document.querySelectorAll(".to-administer[hidden]");
    for (const link of links) link.hidden = false;
  };
  fetch("administer/may", { cache: "no-store" })
    .then((answer) => (answer.ok ? answer.json() : { may: false }))
    .then(({ may }) => {
      if (!may) return;
      show();
      // the page is drawn after this runs, and anew after an outage
      new MutationObserver(show).observe(document.body, { childList: true, subtree: true });
    })
    .catch(() => {});
})();
