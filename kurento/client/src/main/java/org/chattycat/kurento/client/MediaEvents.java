package org.chattycat.kurento.client;

import org.kurento.client.ConnectionState;
import org.kurento.client.ConnectionStateChangedEvent;
import org.kurento.client.MediaFlowOutStateChangedEvent;
import org.kurento.client.MediaFlowState;
import org.kurento.client.MediaState;
import org.kurento.client.MediaStateChangedEvent;
import org.kurento.client.MediaType;

/** Selects the events of Kurento that matter to a call. */
final class MediaEvents {
    private MediaEvents() {}

    static void ifVideoFlows(MediaFlowOutStateChangedEvent event, EndpointListener listener) {
        if (event.getMediaType() == MediaType.VIDEO && event.getState() == MediaFlowState.FLOWING) {
            listener.videoFlows();
        }
    }

    static void ifConnected(ConnectionStateChangedEvent event, EndpointListener listener) {
        if (event.getNewState() == ConnectionState.CONNECTED) {
            listener.connected();
        }
    }

    /** Arrives half a second after the connection, when the keys are agreed and frames do get through. */
    static void ifConnected(MediaStateChangedEvent event, EndpointListener listener) {
        if (event.getNewState() == MediaState.CONNECTED) {
            listener.connected();
        }
    }
}
