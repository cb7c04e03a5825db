import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.neo4j.configuration.Config;
import org.neo4j.configuration.GraphDatabaseInternalSettings;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.BoltConnectorInternalSettings;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.io.ByteUnit;
import org.neo4j.kernel.internal.GraphDatabaseAPI;

/**
 * A real Neo4j for the tests: Bolt on loopback, authentication on. Arguments: home folder, port. The line "read-only" on
 * standard input has it take no more writes; it ends where standard input does, with whoever started it.
 */
public final class Neo4jServer {
    private static final Duration MOMENT = Duration.ofSeconds(1);

    public static void main(String[] arguments) throws IOException {
        SocketAddress address = new SocketAddress("127.0.0.1", Integer.parseInt(arguments[1]));
        DatabaseManagementService service = new DatabaseManagementServiceBuilder(Path.of(arguments[0]))
                .setConfig(BoltConnector.enabled, true)
                .setConfig(BoltConnector.listen_address, address)
                .setConfig(BoltConnector.advertised_address, address)
                .setConfig(GraphDatabaseSettings.auth_enabled, true)
                .setConfig(GraphDatabaseSettings.pagecache_memory, ByteUnit.mebiBytes(256))
                // each test empties the store and fills it anew: a plan for a query is kept, however many nodes there were
                .setConfig(GraphDatabaseSettings.cypher_min_replan_interval, Duration.ofDays(1))
                .setConfig(GraphDatabaseSettings.query_statistics_divergence_threshold, 1.0)
                // a stop waits for drivers that still hold a connection: ten seconds by default
                .setConfig(GraphDatabaseInternalSettings.netty_server_shutdown_quiet_period, 0)
                .setConfig(GraphDatabaseInternalSettings.netty_server_shutdown_timeout, MOMENT)
                .setConfig(BoltConnectorInternalSettings.connection_shutdown_wait_time, MOMENT)
                .setConfig(BoltConnectorInternalSettings.thread_pool_shutdown_wait_time, MOMENT)
                .build();
        Runtime.getRuntime().addShutdownHook(new Thread(service::shutdown));
        System.out.println("ready " + address);
        BufferedReader told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while ("read-only".equals(told.readLine())) {
            ((GraphDatabaseAPI) service.database("neo4j")).getDependencyResolver().resolveDependency(Config.class)
                    .setDynamic(GraphDatabaseSettings.read_only_databases, Set.of("neo4j"), "tests");
            System.out.println("read-only");
        }
        System.exit(0);
    }
}
