package org.chattycat.analysis.stream;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import org.chattycat.analysis.kurento.MediaServerSettings;
import org.chattycat.analysis.measure.MeasureSettings;
import org.chattycat.analysis.receive.RtpSettings;
import org.chattycat.analysis.tap.TapHandler;
import org.chattycat.analysis.tap.TapLease;
import org.chattycat.analysis.tap.TapReports;

/** All taps that this worker works on. */
public final class TapStreams implements TapHandler, AutoCloseable {
    public TapStreams(
            RtpSettings rtp,
            MediaServerSettings mediaServer,
            ScanSettings scan,
            MeasureSettings measure,
            ResultSink results,
            MeterRegistry meters) {}

    /** Says whom to tell how taps are doing; once, before the start. */
    public void reportTo(TapReports reports) {}

    public void start() {}

    @Override
    public void begin(TapLease lease) {}

    @Override
    public void end(UUID publicationId) {}

    @Override
    public void close() {}
}
