package org.chattycat.analysis.qr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chattycat.analysis.video.CorruptVideoException;
import org.chattycat.analysis.video.Ivf;
import org.chattycat.analysis.video.Vp8Decoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.opencv.core.Mat;

/** Streams that come and go by the hundred leave the process's memory as it was. */
@EnabledOnOs(OS.LINUX)
class NativeMemoryTest {
    private static final Path CLIP = Path.of("src/test/resources/clips/c182_tilt_1280_300k.ivf");
    private static final int STREAMS = 150;
    /** One 720p picture that leaked per stream would take 207 MB; what allocators keep for later is far less. */
    private static final long MAX_GROWTH_BYTES = 60L << 20;

    @Test
    void openingAndClosingStreamsLeaksNothing() throws Exception {
        List<byte[]> frames = Ivf.frames(CLIP).subList(0, 2);
        for (int i = 0; i < STREAMS; i++) {
            stream(frames);
        }
        long before = residentBytes();
        for (int i = 0; i < STREAMS; i++) {
            stream(frames);
        }
        assertThat(residentBytes() - before).isLessThan(MAX_GROWTH_BYTES);
    }

    private static void stream(List<byte[]> frames) throws CorruptVideoException {
        try (Vp8Decoder decoder = new Vp8Decoder();
                ClockReader reader = new ClockReader();
                FrameMeter meter = new FrameMeter()) {
            for (byte[] frame : frames) {
                Mat luma = decoder.decode(frame, frame.length).orElseThrow();
                reader.read(luma, ScanEffort.SEARCH);
                meter.measure(luma);
            }
        }
    }

    private static long residentBytes() throws IOException {
        System.gc();
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }
}
