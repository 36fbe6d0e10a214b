package org.chattycat.kurento.embedded.recording;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chattycat.kurento.webm.WebmFrame;
import org.chattycat.kurento.webm.WebmHeader;
import org.chattycat.kurento.webm.WebmReader;
import org.chattycat.kurento.webm.WebmTrack;

/** What a file contains. */
record RecordedFile(WebmHeader header, List<WebmFrame> frames) {
    static RecordedFile of(byte[] bytes) throws IOException {
        InputStream in = new BufferedInputStream(new ByteArrayInputStream(bytes));
        WebmReader reader = new WebmReader(in);
        List<WebmFrame> frames = new ArrayList<>();
        for (Optional<WebmFrame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
            frames.add(frame.get());
        }
        return new RecordedFile(reader.header(), frames);
    }

    List<WebmFrame> track(WebmTrack.Type type) {
        int number = header.track(type).map(WebmTrack::number).orElse(-1);
        return frames.stream().filter(frame -> frame.track() == number).toList();
    }

    List<Long> millis(WebmTrack.Type type) {
        return track(type).stream().map(WebmFrame::millis).toList();
    }
}
