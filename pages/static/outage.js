// Keeps the page whole while the server is away: says so, holds what was asked, and sends it once.
// Gradio itself would give up at the first failure, and load the page again with all of it lost.
"use strict";
(() => {
  const LOOK_AGAIN = 1_500, IDLE_LOOK = 15_000, QUIET = 3_000, ANSWERS_WITHIN = 3_000;
  // the server says something on a stream every 15 seconds
  const DEAD_STREAM = 40_000;
  const SENDS = 5;
  const pass = window.fetch.bind(window);
  const pause = (time) => new Promise((done) => setTimeout(done, time));
  const box = () => document.querySelector("#findings-question textarea");

  const sending = new Set(); // calls that the server has not accepted yet
  const accepted = new Map(); // calls whose answer is not whole yet, by the page's name for them
  const done = new Set(); // names of answers that came before the call was known to be accepted
  const begun = new Set(); // names of questions that the server took up before that
  // what the server calls itself since it was started, which stands in the page that it gave
  let app = window.gradio_config ? String(window.gradio_config.app_id) : null;
  let pressed = ""; // what the box held when it was last asked
  let api = "", opening = null, isTouched = false;
  let heard = 0, streamed = 0, looked = 0, absence = null, stream = null, isSaid = false;

  const notice = (kind) => {
    const shown = document.getElementById("findings-outage");
    if (!shown) return;
    const isHeld = sending.size + accepted.size > 0;
    isSaid = kind === "away";
    shown.hidden = !kind;
    shown.classList.toggle("notice-good", kind === "back" || kind === "restarted");
    for (const part of shown.querySelectorAll("[data-outage]")) {
      const on = part.dataset.outage.split(" ");
      part.hidden = !on.includes(kind) && !(isHeld && kind === "away" && on.includes("held"));
    }
    const steps = shown.querySelector("details");
    if (steps && (kind === "unsigned" || (kind === "away" && isHeld)) && !steps.open) {
      steps.open = true;
      shown.scrollIntoView({ block: "nearest" });
    }
  };

  const isAway = (answer) => [502, 504].includes(answer.status)
    || (answer.status === 503 && !answer.headers.get("content-type")?.includes("json"));

  // What the server calls itself since it was started; null where it does not answer.
  const look = async () => {
    looked = Date.now();
    try {
      const limit = AbortSignal.timeout(ANSWERS_WITHIN);
      const answer = await pass(`${api}app_id`, { cache: "no-store", signal: limit });
      if (isAway(answer)) return null;
      heard = Date.now();
      return answer.ok ? String((await answer.json()).app_id) : (app ?? "unknown");
    } catch {
      return null;
    }
  };

  // What a page asks for by itself as it opens is nothing to keep.
  const isUntouched = () => !isTouched || (!sending.size && !accepted.size
    && !document.querySelector("[id^='exchange-']")
    && [...document.querySelectorAll("textarea, [data-testid='textbox']")].every((one) => !one.value));

  const returned = async (found, wasSeen) => {
    const isRestarted = app !== null && found !== app;
    app = found;
    streamed = heard;
    if (isRestarted && isUntouched()) return location.reload();
    // a server that was started again knows a page once it has been opened
    if (isRestarted && opening) await pass(...opening()).catch(() => null);
    if (!wasSeen) return undefined;
    notice(isRestarted ? "restarted" : "back");
    if (!isRestarted) setTimeout(() => absence || notice(null), 6_000);
    return undefined;
  };

  // Settles when the server answers; one watch for all who wait.
  const presence = () => (absence ??= (async () => {
    let found = await look();
    const isSeen = found === null;
    while (found === null) {
      notice("away");
      await pause(LOOK_AGAIN);
      found = await look();
    }
    await returned(found, isSeen);
    absence = null;
  })());

  const bodyOf = (call) => {
    const written = box()?.value;
    if (!call.isQuestion || call.isBegun || call.isTaken || !call.tries || !written) return call.body;
    const read = JSON.parse(call.body); // what was changed while the server was away counts
    read.data[0] = call.asked = written;
    return JSON.stringify(read);
  };

  const post = async (call) => {
    sending.add(call);
    if (isSaid) notice("away");
    try {
      for (;; call.tries += 1) {
        try {
          const answer = await pass(call.url, {
            method: "POST", headers: call.headers, body: bodyOf(call), credentials: "same-origin",
          });
          heard = streamed = Date.now();
          if (!isAway(answer)) return answer;
        } catch (error) {
          if (call.tries > SENDS && !absence) throw error;
        }
        call.isHeld = true;
        await pause(call.tries * 300);
        await presence();
      }
    } finally {
      sending.delete(call);
    }
  };

  // A question that the server has taken up leaves the box; what was typed since stays there.
  const take = (call) => {
    const field = box();
    if (!call.isQuestion || call.isTaken) return;
    call.isTaken = true;
    if (!field?.value.startsWith(call.asked)) return;
    field.value = field.value.slice(call.asked.length).trimStart();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const isTakingUp = (message) => message.msg === "process_generating"
    && JSON.stringify(message.output ?? null).includes("data-asking");

  // The question that a call asks, as it stood when it was asked: letters of the next one may be in
  // the box, and in the call, by the time that it is sent.
  const questionIn = (body) => {
    const read = JSON.parse(body);
    const sent = read.data?.[0];
    const held = box()?.value;
    if (!sent || !held || typeof sent !== "string") return { asked: "", body };
    const asked = pressed;
    if (asked && sent.startsWith(asked) && held.startsWith(asked)) {
      pressed = ""; // it is asked once
      read.data[0] = asked;
      return { asked, body: JSON.stringify(read) };
    }
    return { asked: held.startsWith(sent) ? sent : "", body };
  };

  const join = async (request) => {
    const { asked, body } = questionIn(await request.text());
    const call = { url: request.url, headers: request.headers, body, tries: 0, isBegun: false,
      isHeld: false, isTaken: false, asked, isQuestion: Boolean(asked) };
    const answer = await post(call);
    if (answer.status === 401) notice("unsigned");
    if (!answer.ok) return answer;
    opening ??= () => [call.url, { method: "POST", headers: call.headers, body }];
    const name = (await answer.clone().json()).event_id;
    if (begun.delete(name)) take(call);
    if (!done.delete(name)) accepted.set(name, Object.assign(call, { name, now: name }));
    return answer;
  };

  async function* messages(body) {
    let text = "";
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const read = await reader.read();
      if (read.done) return;
      heard = streamed = Date.now();
      const blocks = (text + read.value).split("\n\n");
      text = blocks.pop();
      for (const block of blocks) {
        if (block.startsWith("data:")) yield JSON.parse(block.slice(5));
      }
    }
  }

  const isBreak = (message) => message.msg === "server_stopped"
    || (message.msg === "unexpected_error" && message.session_not_found);

  // Give a message under the page's name of its call; null where the page has had it.
  const renamed = (message) => {
    const call = [...accepted.values()].find((one) => one.now === message.event_id);
    if (isTakingUp(message)) {
      if (call) take(call);
      else begun.add(message.event_id);
    }
    if (!call) {
      if (message.msg === "process_completed") done.add(message.event_id);
      return message;
    }
    // later parts of an answer are differences from its first, which the page has of another try
    const isRepeated = call.isBegun && call.now !== call.begunAs;
    if (message.msg === "process_generating") {
      if (isRepeated) return null;
      Object.assign(call, { isBegun: true, begunAs: call.now });
    }
    if (message.msg === "process_completed") accepted.delete(call.name);
    return { ...message, event_id: call.name };
  };

  const askAgain = async (tell) => {
    for (const call of [...accepted.values()]) {
      call.tries += 1;
      const answer = await post(call);
      const said = await answer.json().catch(() => ({}));
      if (answer.ok) call.now = said.event_id;
      else {
        accepted.delete(call.name);
        tell({ msg: "process_completed", event_id: call.name, success: false,
          output: { error: said.detail ?? "" } });
      }
    }
  };

  const follow = async (request, page) => {
    const tell = (message) =>
      page.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(message)}\n\n`));
    for (;;) {
      const own = (stream = new AbortController());
      try {
        const answer = await pass(request.url, {
          headers: request.headers, credentials: "same-origin",
          signal: AbortSignal.any([request.signal, own.signal]),
        });
        if (!answer.ok && !isAway(answer)) return page.error(new Error(String(answer.status)));
        if (!isAway(answer)) {
          for await (const message of messages(answer.body)) {
            if (isBreak(message) && accepted.size) break;
            const told = renamed(message);
            if (told) tell(told);
            if (message.msg === "close_stream") return page.close();
          }
        }
      } catch {
        // as where the stream ended by itself
      }
      if (request.signal.aborted) return page.error(request.signal.reason);
      await presence();
      await askAgain(tell);
      if (!accepted.size) {
        tell({ msg: "close_stream" });
        return page.close();
      }
    }
  };

  const answers = (request) => {
    streamed = Date.now();
    const body = new ReadableStream({ start(page) { follow(request, page); } });
    return new Response(body, { headers: { "content-type": "text/event-stream" } });
  };

  window.fetch = (input, init) => {
    const address = new URL(input instanceof Request ? input.url : input, document.baseURI);
    const [root, path] = address.pathname.split(/(?<=\/gradio_api\/)/);
    if (address.origin !== location.origin || !path) return pass(input, init);
    api ||= address.origin + root;
    if (path === "queue/join") return join(new Request(input, init));
    if (path === "queue/data") return Promise.resolve(answers(new Request(input, init)));
    return pass(input, init);
  };

  const watch = async () => {
    if (!api || absence || document.visibilityState === "hidden") return;
    const now = Date.now();
    const isWaiting = sending.size + accepted.size > 0;
    if (now - Math.max(heard, looked) < (isWaiting ? QUIET : IDLE_LOOK)) return;
    await presence();
    if (accepted.size && Date.now() - streamed > DEAD_STREAM) stream?.abort();
  };
  setInterval(watch, 1_000);
  const hurry = () => {
    if (api && document.visibilityState !== "hidden") presence();
  };
  for (const name of ["online", "offline", "pageshow"]) window.addEventListener(name, hurry);
  document.addEventListener("visibilitychange", hurry);

  // A question that is kept already is not asked a second time.
  const isKept = () => [...sending].some((one) => one.isQuestion && (
    one.isHeld || JSON.parse(one.body).data[0] === box()?.value));
  const stopSecond = (event) => {
    const at = event.target instanceof Element && event.target;
    const isAsking = event.type === "click" ? at && at.closest("#findings-ask")
      : event.key === "Enter" && !event.shiftKey && at === box();
    if (!isAsking) return;
    if (!isKept()) {
      if (event.type !== "keypress") pressed = box()?.value ?? "";
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  for (const kind of ["click", "keydown", "keypress"]) {
    window.addEventListener(kind, stopSecond, true);
  }
  for (const kind of ["pointerdown", "keydown", "input"]) {
    window.addEventListener(kind, () => { isTouched = true; }, true);
  }
})();
