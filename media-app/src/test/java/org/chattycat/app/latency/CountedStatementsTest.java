package org.chattycat.app.latency;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.chattycat.app.ChattyCatTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** A test of the statements that the application sends. All of them share one application. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ChattyCatTest
@Import(CountedStatements.class)
@TestPropertySource(
        properties = {
            "chattycat.database.max-query-connections=3",
            "chattycat.graphql.points-per-account.count=300000",
            "chattycat.graphql.points-per-account.per=1h",
            "chattycat.graphql.refusal-delay=200ms"
        })
@interface CountedStatementsTest {}
