package org.chattycat.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.chattycat.app.platform.config.PublicUrl;
import org.chattycat.app.platform.mail.DevMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ChattyCatTest
@ExtendWith(OutputCaptureExtension.class)
class ReadyLineIT {
    @Test
    void theKeyToTheMailboxStandsOnALineOfItsOwn(
            CapturedOutput output,
            @Autowired ReadyLine line,
            @Autowired PublicUrl publicUrl,
            @Autowired DevMail devMail) {
        line.ready();
        assertThat(output.getOut().lines())
                .containsSubsequence(
                        "Chatty Cat is ready at " + publicUrl.base(),
                        "All of its emails: "
                                + publicUrl.at(devMail.pathWithKey().orElseThrow()));
    }
}
