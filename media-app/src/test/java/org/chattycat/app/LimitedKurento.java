package org.chattycat.app;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.ContextConfiguration;

/**
 * Has a {@link ChattyCatTest} use an embedded media server that is as bad as a real one can be. The tests of a class run a
 * second time where a class with this annotation extends it.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ContextConfiguration(initializers = LimitedKurentoStarter.class)
public @interface LimitedKurento {}
