package org.chattycat.kurento.embedded.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.chattycat.kurento.embedded.EmbeddedKurento;
import org.chattycat.kurento.embedded.router.Profile;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Starts a media server before the first test of a class, and closes it after the last one. Nested classes use the server of the
 * outer class. Tests take what they need as parameters:
 *
 * <ul>
 *   <li>{@link EmbeddedKurento}: the server;
 *   <li>{@code org.kurento.client.KurentoClient}: a client of its own for each test. It is destroyed after the test, which
 *       releases everything that the test created. A client in the constructor or in a {@code @BeforeAll} method is the
 *       client of all tests of the class.
 * </ul>
 *
 * <p>The server listens on loopback, at any free port. Recorders and players may use files in a directory ({@link
 * EmbeddedKurento#mediaDirectory}) that is deleted afterwards.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(EmbeddedKurentoExtension.class)
public @interface WithEmbeddedKurento {
    /** Whether the server treats media as badly as a real Kurento ({@link Profile#KURENTO_LIMITS}). */
    boolean kurentoLimits() default false;
}
