package org.chattycat.kurento.embedded.endpoints;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.chattycat.kurento.embedded.io.LocalAddresses;
import org.chattycat.kurento.embedded.io.PortRange;
import org.chattycat.kurento.embedded.router.ForwardLimits;
import org.chattycat.kurento.embedded.router.Profile;
import org.chattycat.kurento.embedded.storage.StorageConfig;
import org.chattycat.kurento.peer.dtls.DtlsTimeouts;

/**
 * Settings of a media engine.
 *
 * @param addresses local addresses to bind, asked for each endpoint
 * @param announced addresses for candidates and plain RTP descriptions in place of the bound ones, for a server behind
 *     a one-to-one NAT; empty for the bound ones
 * @param webRtcPorts UDP ports for WebRTC, of which one per local address is used, and one more for each endpoint that makes an
 *     offer
 * @param rtpPorts UDP ports for plain RTP, of which two per media section are used
 * @param consent time without a sign of life after which sending to a WebRTC peer stops
 * @param dtls time limits of a DTLS handshake and of the peer's silence in it
 * @param forward settings of the router
 * @param profile whether the server is as limited as a real Kurento
 * @param storage settings of recorders and players
 * @param clock wall clock, for the validity of the certificate and the times in recordings
 */
public record MediaEngineConfig(
        LocalAddresses addresses,
        List<InetAddress> announced,
        PortRange webRtcPorts,
        PortRange rtpPorts,
        Duration consent,
        DtlsTimeouts dtls,
        ForwardLimits forward,
        Profile profile,
        StorageConfig storage,
        Clock clock) {
    public MediaEngineConfig {
        announced = List.copyOf(announced);
    }

    /** All local addresses, any ports. Browsers send a check about every 2.5 s (Chromium) or 5 s (Firefox). */
    public static MediaEngineConfig defaults() {
        return new MediaEngineConfig(
                LocalAddresses.all(),
                List.of(),
                PortRange.ANY,
                PortRange.ANY,
                Duration.ofSeconds(25),
                new DtlsTimeouts(Duration.ofSeconds(15), Duration.ofSeconds(3)),
                ForwardLimits.DEFAULT,
                Profile.NORMAL,
                StorageConfig.DEFAULT,
                Clock.systemUTC());
    }

    public MediaEngineConfig withAddresses(LocalAddresses value) {
        return new MediaEngineConfig(
                value, announced, webRtcPorts, rtpPorts, consent, dtls, forward, profile, storage, clock);
    }

    public MediaEngineConfig withAnnounced(List<InetAddress> value) {
        return new MediaEngineConfig(
                addresses, value, webRtcPorts, rtpPorts, consent, dtls, forward, profile, storage, clock);
    }

    public MediaEngineConfig withPorts(PortRange webRtc, PortRange rtp) {
        return new MediaEngineConfig(
                addresses, announced, webRtc, rtp, consent, dtls, forward, profile, storage, clock);
    }

    public MediaEngineConfig withTimeouts(Duration consentValue, DtlsTimeouts dtlsValue) {
        return new MediaEngineConfig(
                addresses, announced, webRtcPorts, rtpPorts, consentValue, dtlsValue, forward, profile, storage, clock);
    }

    public MediaEngineConfig withForward(ForwardLimits value) {
        return new MediaEngineConfig(
                addresses, announced, webRtcPorts, rtpPorts, consent, dtls, value, profile, storage, clock);
    }

    public MediaEngineConfig withProfile(Profile value) {
        return new MediaEngineConfig(
                addresses, announced, webRtcPorts, rtpPorts, consent, dtls, forward, value, storage, clock);
    }

    public MediaEngineConfig withStorage(StorageConfig value) {
        return new MediaEngineConfig(
                addresses, announced, webRtcPorts, rtpPorts, consent, dtls, forward, profile, value, clock);
    }
}
