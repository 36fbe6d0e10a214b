package org.chattycat.app.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.client.SSLMode;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ValidationDepth;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import javax.sql.DataSource;
import org.chattycat.app.platform.config.ChattyCatProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Connections to the database. The application uses R2DBC. Flyway and Spring Session use JDBC, because they support nothing
 * else. No transaction spans both.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ChattyCatProperties.class, DatabaseProperties.class})
class DatabaseConfiguration {
    @Bean
    PostgresServer postgresServer(ChattyCatProperties chattyCat, DatabaseProperties properties) {
        if (properties.embedded()) {
            return EmbeddedPostgres.start(
                    chattyCat.dataDir(),
                    properties.binariesDir(),
                    properties.startTimeout(),
                    properties.watch().minFreeSpace());
        }
        return new ExternalPostgres(properties.address(), properties.owner());
    }

    @Bean
    DatabaseAddress databaseAddress(PostgresServer server) {
        return server.address();
    }

    @Bean
    SchemaMigration schemaMigration(PostgresServer server) {
        return new SchemaMigration(server.owner(), server.address());
    }

    @Bean
    HikariDataSource dataSource(DatabaseAddress address, DatabaseProperties properties, DatabaseState state) {
        HikariDataSource pool = new HikariDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                if (state.isAway()) {
                    throw new SQLTransientConnectionException("the database is unavailable");
                }
                return super.getConnection();
            }
        };
        pool.setPoolName("sessions");
        pool.setJdbcUrl(address.jdbcUrl());
        pool.setUsername(address.username());
        pool.setPassword(address.password());
        pool.setMaximumPoolSize(properties.maxSessionConnections());
        pool.setConnectionTimeout(properties.statementTimeout().toMillis());
        pool.addDataSourceProperty(
                "socketTimeout", Long.toString(properties.startTimeout().toSeconds()));
        return pool;
    }

    /** Connections without a pool, for LISTEN, which keeps its connection as long as the process runs. */
    @Bean
    PostgresqlConnectionFactory unpooledConnections(DatabaseAddress address, DatabaseProperties properties) {
        return new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                .host(address.host())
                .port(address.port())
                .database(address.database())
                .username(address.username())
                .password(address.password())
                .sslMode(SSLMode.fromValue(address.sslMode()))
                .applicationName("chatty-cat")
                .connectTimeout(properties.statementTimeout())
                .statementTimeout(properties.statementTimeout())
                // An instance whose machine is gone in the middle of a transaction must not keep its locks.
                .options(Map.of(
                        "idle_in_transaction_session_timeout",
                        Long.toString(properties.statementTimeout().toMillis())))
                .tcpKeepAlive(true)
                // As text, numbers, times and arrays cost most of a query that reads thousands of rows.
                .forceBinary(true)
                .build());
    }

    @Bean(destroyMethod = "dispose")
    ConnectionPool callConnections(PostgresqlConnectionFactory connections, DatabaseProperties properties) {
        return pool("chatty-cat", connections, properties.maxConnections(), properties);
    }

    @Bean(destroyMethod = "dispose")
    ConnectionPool queryConnections(PostgresqlConnectionFactory connections, DatabaseProperties properties) {
        return pool("chatty-cat-queries", connections, properties.maxQueryConnections(), properties);
    }

    private static ConnectionPool pool(
            String name, PostgresqlConnectionFactory connections, int size, DatabaseProperties properties) {
        return new ConnectionPool(ConnectionPoolConfiguration.builder(connections)
                .name(name)
                .initialSize(1)
                .maxSize(size)
                .maxAcquireTime(properties.statementTimeout())
                .validationDepth(ValidationDepth.LOCAL)
                .build());
    }

    /** What the product takes its connections from. */
    @Bean
    @Primary
    QueryConnections connectionFactory(
            ConnectionPool callConnections, ConnectionPool queryConnections, DatabaseState state) {
        return new QueryConnections(callConnections, queryConnections, state);
    }

    @Bean
    @Primary
    R2dbcTransactionManager transactionManager(ConnectionFactory connectionFactory) {
        return new R2dbcTransactionManager(connectionFactory);
    }

    @Bean
    TransactionalOperator transactionalOperator(R2dbcTransactionManager transactionManager) {
        return TransactionalOperator.create(transactionManager);
    }

    /** Spring Session looks this bean up by its name. */
    @Bean
    TransactionOperations springSessionTransactionOperations(DataSource dataSource) {
        TransactionTemplate template = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return template;
    }

    /** A server that this process does not run. */
    private record ExternalPostgres(DatabaseAddress address, DatabaseAddress owner) implements PostgresServer {
        @Override
        public void close() {}
    }
}
