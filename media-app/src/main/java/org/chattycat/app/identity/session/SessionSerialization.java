package org.chattycat.app.identity.session;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializationFailedException;
import org.springframework.core.serializer.support.SerializingConverter;

/**
 * How Spring Session keeps attributes. One that a newer release can no longer read counts as absent: its owner has to
 * sign in again, which is better than an error on every page.
 */
@Configuration(proxyBeanMethods = false)
class SessionSerialization {
    private static final Logger log = LoggerFactory.getLogger(SessionSerialization.class);

    /** Spring Session asks for this bean by its name. */
    @Bean
    ConversionService springSessionConversionService() {
        DeserializingConverter deserializing = new DeserializingConverter();
        GenericConversionService service = new GenericConversionService();
        service.addConverter(Object.class, byte[].class, new SerializingConverter());
        Converter<byte[], Object> lenient = bytes -> {
            try {
                return deserializing.convert(bytes);
            } catch (SerializationFailedException e) {
                log.warn("A session attribute of an earlier release cannot be read: {}", e.toString());
                return null;
            }
        };
        service.addConverter(byte[].class, Object.class, lenient);
        return service;
    }
}
