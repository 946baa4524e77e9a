// Shows how far a job is, and the page anew once it has ended. Without it the page says "Look again".
(() => {
  const box = document.querySelector('[data-job="running"]');
  if (!box) return;
  const bar = box.querySelector("[data-progress]");
  const stage = box.querySelector("[data-stage]");
  const look = async () => {
    try {
      const answer = await fetch(box.dataset.at, { cache: "no-store" });
      const job = answer.ok ? await answer.json() : null;
      if (job && job.state !== "running") {
        location.hash = "job";
        location.reload();
        return;
      }
      if (job && job.total) {
        bar.max = job.total;
        bar.value = job.done;
        stage.textContent = `${job.stage}: ${job.done} of ${job.total}`;
      }
    } catch {
      // the server is away: the next look tells
    }
    setTimeout(look, 1000);
  };
  setTimeout(look, 700);
})();
