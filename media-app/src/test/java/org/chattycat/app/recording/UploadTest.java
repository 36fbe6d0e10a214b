package org.chattycat.app.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UploadTest {
    private static final UUID ID = UUID.randomUUID();
    private static final int CHECKED = 16 << 20;

    private final RecordingFolder folder = mock(RecordingFolder.class);
    private final ByteArrayOutputStream disk = new ByteArrayOutputStream();

    @BeforeEach
    void writeToMemory() throws IOException {
        when(folder.create(any())).thenReturn(disk);
    }

    private Upload.Result receive(InputStream body, Upload.Watch watch) {
        return new Upload(ID, body, watch).receive(folder);
    }

    @Test
    void everythingIsWritten() {
        byte[] sent = new byte[200_000];
        sent[199_999] = 7;
        assertThat(receive(new ByteArrayInputStream(sent), bytes -> Upload.Verdict.GO_ON))
                .isEqualTo(new Upload.Result(200_000, null, false));
        assertThat(disk.toByteArray()).isEqualTo(sent);
    }

    @Test
    void whatArrivedBeforeTheConnectionBrokeIsKept() {
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(new byte[1000]), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken");
            }
        });
        Upload.Result result = receive(broken, bytes -> Upload.Verdict.GO_ON);
        assertThat(result.bytes()).isEqualTo(1000);
        assertThat(result.reason()).isNotBlank();
        assertThat(disk.size()).isEqualTo(1000);
    }

    @Test
    void anUploadEndsWhenItsWatchSaysSo() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 1;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                return length;
            }
        };
        Upload.Result result =
                receive(endless, bytes -> bytes < 2 * CHECKED ? Upload.Verdict.GO_ON : Upload.Verdict.end("Too much."));
        assertThat(result.reason()).isEqualTo("Too much.");
        assertThat(result.bytes()).isBetween(2L * CHECKED, 3L * CHECKED);
        assertThat(receive(endless, bytes -> Upload.Verdict.DELETED).deleted()).isTrue();
    }

    @Test
    void aDiskThatCannotBeWrittenEndsIt() throws IOException {
        when(folder.create(any())).thenReturn(new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("No space left on device");
            }
        });
        assertThat(receive(new ByteArrayInputStream(new byte[10]), bytes -> Upload.Verdict.GO_ON)
                        .reason())
                .isEqualTo("The server could not store it.");
    }

    @Test
    void namesOfFilesHaveNoCharactersThatFileSystemsRefuse() {
        Recording recording = new Recording(
                ID,
                ID,
                "Q1/Q2: \"plans\"",
                "SCREEN",
                Instant.parse("2026-03-01T09:30:00.5Z"),
                null,
                Recording.State.COMPLETE,
                null,
                1,
                false,
                ID,
                "Ada <x>\r\n",
                false,
                null,
                null,
                null);
        assertThat(DownloadController.name(recording))
                .isEqualTo("Q1_Q2_ _plans_ - Ada _x___ - screen - 2026-03-01 09-30-00.webm");
    }
}
