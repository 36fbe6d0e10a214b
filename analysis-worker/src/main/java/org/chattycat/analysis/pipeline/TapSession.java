package org.chattycat.analysis.pipeline;

import java.io.IOException;
import java.net.InetAddress;
import java.util.function.BiConsumer;
import org.chattycat.analysis.lease.TapLease;
import org.chattycat.analysis.lease.TapReports;
import org.chattycat.analysis.live.Advice;
import org.chattycat.analysis.rtp.RtpProperties;
import org.chattycat.analysis.rtp.RtpReceiver;
import org.chattycat.analysis.rtp.TapPort;
import org.chattycat.analysis.tap.TapServers;
import org.chattycat.kurento.client.MediaServerException;
import org.chattycat.kurento.client.TapEndpoint;
import org.chattycat.kurento.client.TapListener;

/** The port of one tap and its endpoint on the media server, from the lease to its end. */
final class TapSession implements TapListener {
    private static final String FULL = "MEDIA_SERVER_FULL";

    private final TapLease lease;
    private final TapStream stream;
    private final RtpProperties rtp;
    private final TapReports reports;
    private final ResultSink results;
    private final StreamMetrics metrics;
    private final BiConsumer<TapSession, String> failed;
    private volatile TapPort port;
    private volatile TapEndpoint endpoint;
    private volatile boolean ended;
    private volatile long flowingSinceNanos;
    private volatile boolean flowing;
    private boolean troubled;
    private boolean working;

    /** @param failed called at most once, with the reason, if the tap cannot continue; the caller then calls {@link #close} */
    TapSession(
            TapLease lease,
            StreamFactory streams,
            RtpProperties rtp,
            TapReports reports,
            ResultSink results,
            StreamMetrics metrics,
            BiConsumer<TapSession, String> failed) {
        this.lease = lease;
        this.rtp = rtp;
        this.reports = reports;
        this.results = results;
        this.metrics = metrics;
        this.failed = failed;
        this.stream = streams.create(lease, this::requestKeyframe);
    }

    /** Creates the stream of a tap. */
    @FunctionalInterface
    interface StreamFactory {
        TapStream create(TapLease lease, Runnable requestKeyframe);
    }

    TapLease lease() {
        return lease;
    }

    TapStream stream() {
        return stream;
    }

    /** Opens the port and makes the media server send to it. Blocks at most for the media server's time limits. */
    synchronized void open(RtpReceiver receiver, TapServers servers) {
        if (ended) {
            return;
        }
        try {
            boolean chosen = !rtp.address().isEmpty();
            InetAddress advertised =
                    chosen ? InetAddress.getByName(rtp.address()) : TapServers.localAddressTowards(lease.kurentoUri());
            // A configured address may belong to a host in front of this one.
            InetAddress bound = chosen ? InetAddress.getByAddress(new byte[4]) : advertised;
            port = receiver.open(bound, stream);
            endpoint = servers.tap(
                    lease.kurentoUri(), lease.pipelineId(), lease.endpointId(), advertised, port.port(), this);
            endpoint.requestKeyframe();
        } catch (IOException e) {
            fail(e.getMessage());
        } catch (MediaServerException e) {
            if (e.reason() == MediaServerException.Reason.FULL) {
                metrics.tapRefused();
                reports.full(lease.kurentoUri());
                // Repeated by the next attempts, and withdrawn by the one that succeeds.
                advise(FULL, "Measuring does not work: the media server is full.");
            }
            fail("The publication cannot be tapped: " + e.getMessage());
        } catch (RuntimeException e) {
            fail("The tap could not be set up: " + e);
        }
    }

    /** Ends the tap and releases everything. May wait for {@link #open}. */
    void close() {
        ended = true;
        synchronized (this) {
            if (endpoint != null) {
                endpoint.release();
            }
            if (port != null) {
                port.close();
            }
            stream.end();
        }
    }

    /** Requests the media server's own latency for the quality window. Returns at once. */
    void readTransit() {
        TapEndpoint current = endpoint;
        if (current != null) {
            current.readTransit(stream::mediaServer);
        }
    }

    private void fail(String problem) {
        if (!ended) {
            ended = true;
            failed.accept(this, problem);
        }
    }

    private void requestKeyframe() {
        TapEndpoint current = endpoint;
        if (current != null) {
            current.requestKeyframe();
        }
    }

    @Override
    public void sends(int ssrc) {
        port.expect(ssrc);
    }

    @Override
    public void flowing(boolean now) {
        flowingSinceNanos = System.nanoTime();
        flowing = now;
    }

    /** A frozen media server may still send media, but the state of the publication is unknown. */
    @Override
    public void answering(boolean now) {
        if (now) {
            reports.working(lease.publicationId());
            withdraw("MEASURING_PAUSED");
            return;
        }
        reports.troubled(lease.publicationId(), "The media server does not answer.");
        advise("MEASURING_PAUSED", "Measuring is paused: the media server does not answer.");
    }

    /** The media server has lost the endpoint, so the tap is retried. */
    @Override
    public void gone(String reason) {
        fail(reason);
    }

    /** Reports once if media flows and nothing arrives, and once when it does. Runs on the housekeeping thread. */
    void check() {
        if (stream.hasReceived()) {
            if (!working) {
                working = true;
                reports.working(lease.publicationId());
                if (lease.failedBefore()) {
                    withdraw(FULL);
                }
                if (troubled) {
                    withdraw("NO_PACKETS");
                }
            }
            return;
        }
        boolean late = flowing
                && System.nanoTime() - flowingSinceNanos
                        > rtp.firstPacketTimeout().toNanos();
        if (late && !troubled) {
            troubled = true;
            String problem = "Media flows at the media server, but none arrives at UDP port " + port.port()
                    + ": check CHATTYCAT_WORKER_RTP_ADDRESS and the firewall.";
            reports.troubled(lease.publicationId(), problem);
            advise(
                    "NO_PACKETS",
                    "Measuring does not work: the analysis worker receives no video from the media server.");
        }
    }

    private void advise(String code, String text) {
        results.advised(Advice.statement(lease.meetingId(), lease.participantId(), lease.publicationId(), code, text));
    }

    private void withdraw(String code) {
        results.advised(Advice.withdrawal(lease.meetingId(), lease.participantId(), lease.publicationId(), code));
    }
}
