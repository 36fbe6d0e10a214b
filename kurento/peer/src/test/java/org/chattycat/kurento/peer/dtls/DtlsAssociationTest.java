package org.chattycat.kurento.peer.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DtlsAssociationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private DtlsAssociations associations;
    private DtlsAssociation client;
    private DtlsAssociation server;
    private final CompletableFuture<String> serverEnded = new CompletableFuture<>();
    private final CountDownLatch serverEstablished = new CountDownLatch(1);

    @BeforeEach
    void open() {
        associations = new DtlsAssociations(Clock.systemUTC(), DtlsTimeouts.of(PATIENCE));
    }

    @AfterEach
    void close() {
        associations.close();
    }

    /** Delivers what one side sends to the other, on the sender's thread. */
    private class Side implements DtlsListener {
        private final boolean isServer;

        Side(boolean isServer) {
            this.isServer = isServer;
        }

        @Override
        public void send(byte[] buffer, int offset, int length) {
            (isServer ? client : server).receive(buffer, offset, length);
        }

        @Override
        public void connecting() {}

        @Override
        public void established(SrtpKeys keys) {
            if (isServer) {
                serverEstablished.countDown();
            } else {
                closeAfterTheServerIsReady();
            }
        }

        @Override
        public void failed(String reason) {
            serverEnded.complete("failed: " + reason);
        }

        @Override
        public void ended(String reason) {
            serverEnded.complete("ended: " + reason);
        }
    }

    /** Closes while the client's own thread still holds the association. */
    private void closeAfterTheServerIsReady() {
        try {
            assertThat(serverEstablished.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        client.close();
    }

    @Test
    void aCloseDuringTheHandshakesLastStepReachesThePeer() throws Exception {
        Fingerprints own = new Fingerprints(List.of(associations.fingerprint()));
        server = associations.open(DtlsRole.SERVER, own, new Side(true));
        client = associations.open(DtlsRole.CLIENT, own, new Side(false));
        client.start();
        assertThat(serverEnded.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).startsWith("ended: ");
    }
}
