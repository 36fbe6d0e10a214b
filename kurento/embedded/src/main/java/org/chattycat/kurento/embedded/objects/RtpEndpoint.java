package org.chattycat.kurento.embedded.objects;

import org.chattycat.kurento.embedded.endpoints.SdpNode;

/** A plain RTP peer. */
final class RtpEndpoint extends BaseRtpEndpoint {
    static final RemoteClass<RtpEndpoint> CLASS =
            new RemoteClass<>("RtpEndpoint", BaseRtpEndpoint.CLASS, RtpEndpoint.class).events("OnKeySoftLimit");

    private final SdpNode node;

    private RtpEndpoint(MediaPipeline pipeline, Context context, boolean ipv6) {
        super(pipeline, CLASS, context);
        node = context.media().createRtp(this, ipv6);
    }

    static RtpEndpoint create(Call call, Context context) {
        MediaPipeline pipeline = pipelineOf(call);
        call.params().optionalStruct("crypto").ifPresent(crypto -> {
            if (crypto.has("key") || crypto.has("keyBase64")) {
                throw new KurentoException(ErrorCode.NOT_IMPLEMENTED, "SDES is not supported");
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
    SdpNode node() {
        return node;
    }
}
