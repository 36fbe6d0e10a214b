import { clockText } from '../clock-code/clock-text';
import { clockCode } from '../clock-code/modules';
import { keepScreenOn } from '../ui/wake-lock';
import { CodeCanvas } from './code-canvas';
import { ClockConnection } from './connection';
import { Schedule } from './schedule';
import { describe, noLink, type Sentences } from './sentences';

/** Beyond this error no code is shown, in ms: the measurement would say too little. */
const usableMs = 250;
/** Nor after this long without an answer of the server, in ms. */
const staleMs = 5000;
/** People cannot read text that changes more often, in ms. */
const redrawMs = 250;

/** The whole page `/clock`. */
export class ClockPage {
  readonly #main = document.createElement('main');
  readonly #area = document.createElement('div');
  readonly #lines = {
    title: document.createElement('h1'),
    value: document.createElement('p'),
    detail: document.createElement('p'),
    hint: document.createElement('p'),
  };
  readonly #retry = document.createElement('button');

  /** @param token of the link; null where the page was opened without one */
  constructor(token: string | null) {
    const status = document.createElement('div');
    status.className = 'status';
    this.#area.className = 'code';
    const announced = document.createElement('div');
    announced.setAttribute('role', 'status');
    announced.append(this.#lines.title);
    for (const name of ['value', 'detail', 'hint'] as const) {
      this.#lines[name].className = name;
    }
    this.#retry.type = 'button';
    this.#retry.textContent = 'Try again';
    this.#retry.addEventListener('click', () => {
      location.reload();
    });
    status.append(announced, this.#lines.value, this.#lines.hint, this.#lines.detail, this.#retry);
    this.#main.append(this.#area, status);
    document.body.append(this.#main);
    if (token === null) {
      this.#say(noLink);
    } else {
      this.#run(token);
    }
  }

  #run(token: string): void {
    const canvas = new CodeCanvas(this.#area);
    const schedule = new Schedule();
    let screenKept = true;
    const connection = new ClockConnection(token, () => {
      say();
    });
    const known = (atMs: number) => {
      const clock = connection.serverClock;
      const time = clock?.at(atMs);
      const fresh = atMs - (clock?.heardMs ?? -Infinity) < staleMs;
      return time && fresh && time.errorMs <= usableMs ? time : null;
    };
    const say = () => {
      const errorMs = known(performance.now())?.errorMs ?? null;
      this.#say(describe(connection.state, errorMs, screenKept));
    };
    const draw = (frameMs: number) => {
      requestAnimationFrame(draw);
      const { clockId } = connection.state;
      const time = known(frameMs);
      const showing = clockId !== null && time !== null;
      this.#main.classList.toggle('showing', showing);
      if (showing && schedule.next(frameMs)) {
        const shownMs = schedule.presentation(frameMs, performance.now()) + time.offsetMs;
        canvas.draw(clockCode(clockText(shownMs, clockId)));
      }
    };
    keepScreenOn((kept) => {
      screenKept = kept;
    });
    connection.open();
    setInterval(say, redrawMs);
    requestAnimationFrame(draw);
    say();
  }

  #say(sentences: Sentences): void {
    for (const name of ['title', 'value', 'detail', 'hint'] as const) {
      const line = this.#lines[name];
      // Screen readers announce what is written again.
      if (line.textContent !== sentences[name]) line.textContent = sentences[name];
      line.hidden = sentences[name] === '';
    }
    this.#retry.hidden = !sentences.retry;
  }
}
