package org.chattycat.kurento.embedded.endpoints;

import java.nio.ByteBuffer;
import org.chattycat.kurento.embedded.ice.IceSession;
import org.chattycat.kurento.embedded.router.PacketSender;
import org.chattycat.kurento.peer.srtp.SrtpSession;

/** Encrypts packets and sends them to the address that ICE selected. Sends nothing before the keys are known. */
final class SrtpSender implements PacketSender {
    private final IceSession ice;
    private final ByteBuffer datagram;
    private SrtpSession srtp;

    /** @param datagram a direct buffer that all senders of the loop share */
    SrtpSender(IceSession ice, ByteBuffer datagram) {
        this.ice = ice;
        this.datagram = datagram;
    }

    void setSrtp(SrtpSession srtp) {
        this.srtp = srtp;
    }

    SrtpSession srtp() {
        return srtp;
    }

    @Override
    public boolean isReady() {
        return srtp != null && ice.isConnected();
    }

    @Override
    public boolean sendRtp(byte[] buffer, int offset, int length) {
        return send(buffer, offset, srtp.protectRtp(buffer, offset, length));
    }

    @Override
    public boolean sendRtcp(byte[] buffer, int offset, int length) {
        return send(buffer, offset, srtp.protectRtcp(buffer, offset, length));
    }

    private boolean send(byte[] buffer, int offset, int length) {
        if (length < 0) {
            return false;
        }
        datagram.clear().put(buffer, offset, length).flip();
        return ice.send(datagram);
    }
}
