package org.chattycat.app.clock;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.chattycat.app.ChattyCatTest;
import org.springframework.test.context.TestPropertySource;

/** A {@link ChattyCatTest} in which a clock is soon not believed, cut off or too much. Its classes share one application. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ChattyCatTest
@TestPropertySource(
        properties = {
            "chattycat.worker.embedded=false",
            "chattycat.clock.lease=3s",
            "chattycat.clock.renewal=100ms",
            "chattycat.clock.wrong-reports=3",
            "chattycat.clock.mark-wrong=100ms",
            "chattycat.clock.message-burst=30",
            "chattycat.clock.max-per-meeting=2"
        })
@interface QuickClockTest {}
