package org.chattycat.app.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A video of a clock beside its copy that is 400 ms late, recorded by a browser: WebM with VP8, as it comes from a page. */
final class FilmOfTwoClocks {
    static final int DELAY_MILLIS = 400;

    private static final int STEP_MILLIS = 100;
    private static final int STEPS = 20;

    /** Shows each code for a tenth of a second of the recording. */
    private static final String RECORD = """
            async ({ codes, late, stepMs }) => {
              const canvas = document.createElement('canvas');
              canvas.width = 640;
              canvas.height = 360;
              const context = canvas.getContext('2d');
              const draw = (rows, x) => {
                const module = 6;
                context.fillStyle = '#fff';
                context.fillRect(x - 24, 66, rows.length * module + 48, rows.length * module + 48);
                context.fillStyle = '#000';
                rows.forEach((row, j) => [...row].forEach((bit, i) => {
                  if (bit === '1') context.fillRect(x + i * module, 90 + j * module, module, module);
                }));
              };
              const recorder = new MediaRecorder(canvas.captureStream(30), {
                mimeType: 'video/webm;codecs=vp8',
                videoBitsPerSecond: 4_000_000,
              });
              const parts = [];
              recorder.ondataavailable = (event) => parts.push(event.data);
              recorder.start();
              const began = performance.now();
              await new Promise((resolve) => {
                const frame = () => {
                  const step = late + Math.floor((performance.now() - began) / stepMs);
                  if (step >= codes.length) return resolve();
                  context.fillStyle = '#777';
                  context.fillRect(0, 0, 640, 360);
                  draw(codes[step], 60);
                  draw(codes[step - late], 380);
                  setTimeout(frame, 30);
                };
                frame();
              });
              await new Promise((resolve) => {
                recorder.onstop = resolve;
                recorder.stop();
              });
              const reader = new FileReader();
              await new Promise((resolve) => {
                reader.onload = resolve;
                reader.readAsDataURL(new Blob(parts));
              });
              return reader.result.split(',')[1];
            }""";

    private FilmOfTwoClocks() {}

    /** @param page of any site; it is not changed */
    static FilePayload named(String name, Page page) {
        List<List<String>> codes = ClockCodes.from(System.currentTimeMillis(), STEPS + DELAY_MILLIS / STEP_MILLIS);
        String film = (String) page.evaluate(
                RECORD, Map.of("codes", codes, "late", DELAY_MILLIS / STEP_MILLIS, "stepMs", STEP_MILLIS));
        return new FilePayload(name, "video/webm", Base64.getDecoder().decode(film));
    }
}
