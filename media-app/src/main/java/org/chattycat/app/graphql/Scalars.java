package org.chattycat.app.graphql;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.scalars.ExtendedScalars;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;
import graphql.schema.GraphQLScalarType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/**
 * The scalars of the schema. {@code Duration}, {@code Long} and {@code UUID} are those of graphql-java-extended-scalars. {@code DateTime} is an
 * {@link Instant} here, and ISO 8601 in UTC on the wire: the one of that library writes milliseconds, and samples have
 * microseconds.
 */
@Configuration(proxyBeanMethods = false)
class Scalars {
    private static final String MESSAGE = "A DateTime looks like 2026-03-01T09:30:00Z, in the years 1 to 9999.";

    @Bean
    RuntimeWiringConfigurer scalarWiring() {
        GraphQLScalarType dateTime = GraphQLScalarType.newScalar()
                .name("DateTime")
                .coercing(new InstantCoercing())
                .build();
        GraphQLScalarType duration = ExtendedScalars.newAliasedScalar("Duration")
                .aliasedScalar(ExtendedScalars.AccurateDuration)
                .build();
        return wiring -> wiring.scalar(dateTime)
                .scalar(duration)
                .scalar(ExtendedScalars.GraphQLLong)
                .scalar(ExtendedScalars.UUID);
    }

    private static final class InstantCoercing implements Coercing<Instant, String> {
        @Override
        public String serialize(Object value, GraphQLContext context, Locale locale) {
            if (value instanceof Instant instant) {
                return instant.toString();
            }
            throw new CoercingSerializeException("Not an instant: " + value.getClass());
        }

        @Override
        public Instant parseValue(Object input, GraphQLContext context, Locale locale) {
            try {
                return parse(String.valueOf(input));
            } catch (DateTimeException e) {
                throw new CoercingParseValueException(MESSAGE, e);
            }
        }

        @Override
        public Instant parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            try {
                return parse(input instanceof StringValue text ? text.getValue() : "");
            } catch (DateTimeException e) {
                throw new CoercingParseLiteralException(MESSAGE, e);
            }
        }

        private static Instant parse(String text) {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            if (!DateTimeRange.contains(instant)) {
                throw new DateTimeException("out of range");
            }
            return instant;
        }
    }
}
