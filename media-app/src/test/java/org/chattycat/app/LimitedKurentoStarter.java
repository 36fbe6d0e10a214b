package org.chattycat.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.chattycat.kurento.embedded.EmbeddedKurento;
import org.chattycat.kurento.embedded.endpoints.MediaEngineConfig;
import org.chattycat.kurento.embedded.router.Profile;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the media server, which is a bean as the application's own would be, and ends with the context. */
class LimitedKurentoStarter implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final String BEAN = "limitedKurento";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        EmbeddedKurento kurento = start();
        DefaultListableBeanFactory beans = (DefaultListableBeanFactory) context.getBeanFactory();
        beans.registerSingleton(BEAN, kurento);
        beans.registerDisposableBean(BEAN, kurento::close);
        TestPropertyValues.of("chattycat.kurento.uris=" + kurento.uri()).applyTo(context);
    }

    private static EmbeddedKurento start() {
        try {
            return EmbeddedKurento.builder()
                    .media(MediaEngineConfig.defaults().withProfile(Profile.KURENTO_LIMITS))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
