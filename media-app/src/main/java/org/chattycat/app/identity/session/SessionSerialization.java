package org.chattycat.app.identity.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ConfigurableObjectInputStream;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializationFailedException;
import org.springframework.core.serializer.support.SerializingConverter;

/**
 * How Spring Session stores attributes: Java serialization. An attribute that this release cannot read is treated as absent, so
 * its owner has to sign in again, which is better than an error on every page.
 */
@Configuration(proxyBeanMethods = false)
class SessionSerialization {
    private static final Logger log = LoggerFactory.getLogger(SessionSerialization.class);

    /** Packages in sessions of earlier releases, and where their classes are now. */
    private static final Map<String, String> MOVED_PACKAGES = Map.of(
            "org.chattycat.app.account", "org.chattycat.app.identity.account",
            "org.chattycat.app.guest", "org.chattycat.app.identity.guest");

    /** Spring Session looks this bean up by its name. */
    @Bean
    ConversionService springSessionConversionService() {
        DeserializingConverter deserializing = new DeserializingConverter(SessionSerialization::read);
        GenericConversionService service = new GenericConversionService();
        service.addConverter(Object.class, byte[].class, new SerializingConverter());
        Converter<byte[], Object> lenient = bytes -> {
            try {
                return deserializing.convert(bytes);
            } catch (SerializationFailedException e) {
                log.warn("A session attribute of another release cannot be read: {}", e.toString());
                return null;
            }
        };
        service.addConverter(byte[].class, Object.class, lenient);
        return service;
    }

    private static Object read(InputStream bytes) throws IOException {
        ClassLoader loader = SessionSerialization.class.getClassLoader();
        try (ObjectInputStream objects = new ConfigurableObjectInputStream(bytes, loader) {
            @Override
            protected Class<?> resolveClass(ObjectStreamClass stored) throws IOException, ClassNotFoundException {
                String name = stored.getName();
                int dot = name.lastIndexOf('.');
                String moved = dot < 0 ? null : MOVED_PACKAGES.get(name.substring(0, dot));
                return moved == null
                        ? super.resolveClass(stored)
                        : Class.forName(moved + name.substring(dot), false, loader);
            }
        }) {
            return objects.readObject();
        } catch (ClassNotFoundException e) {
            throw new IOException("a class of another release: " + e.getMessage(), e);
        }
    }
}
