package org.chattycat.kurento.embedded.objects;

import org.chattycat.kurento.embedded.endpoints.SdpTransport;

/** A plain RTP peer. */
final class RtpEndpoint extends BaseRtpEndpoint {
    static final RemoteClass<RtpEndpoint> CLASS =
            new RemoteClass<>("RtpEndpoint", BaseRtpEndpoint.CLASS, RtpEndpoint.class).events("OnKeySoftLimit");

    private final SdpTransport transport;

    private RtpEndpoint(MediaPipeline pipeline, Context context, boolean ipv6) {
        super(pipeline, CLASS, context);
        transport = context.media().createRtp(this, ipv6);
    }

    static RtpEndpoint create(Call call, Context context) {
        MediaPipeline pipeline = pipelineOf(call);
        call.params().optionalStruct("crypto").ifPresent(crypto -> {
            if (crypto.has("key") || crypto.has("keyBase64")) {
                throw new KurentoException(KurentoErrorCode.NOT_IMPLEMENTED, "SDES is not supported");
            }
        });
        return new RtpEndpoint(
                pipeline, context, call.params().optionalBool("useIpv6").orElse(false));
    }

    @Override
    RemoteClass<RtpEndpoint> remoteClass() {
        return CLASS;
    }

    @Override
    SdpTransport transport() {
        return transport;
    }
}
