import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.neo4j.configuration.GraphDatabaseInternalSettings;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.BoltConnectorInternalSettings;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.io.ByteUnit;

/** A real Neo4j for the tests: Bolt on loopback, authentication on. Arguments: home folder, port, perhaps read-only. */
public final class Neo4jServer {
    private static final Duration MOMENT = Duration.ofSeconds(1);

    public static void main(String[] arguments) throws InterruptedException {
        SocketAddress address = new SocketAddress("127.0.0.1", Integer.parseInt(arguments[1]));
        Set<String> readOnly = arguments.length > 2 ? Set.of("neo4j") : Set.of();
        DatabaseManagementService service = new DatabaseManagementServiceBuilder(Path.of(arguments[0]))
                .setConfig(BoltConnector.enabled, true)
                .setConfig(BoltConnector.listen_address, address)
                .setConfig(BoltConnector.advertised_address, address)
                .setConfig(GraphDatabaseSettings.auth_enabled, true)
                .setConfig(GraphDatabaseSettings.read_only_databases, readOnly)
                .setConfig(GraphDatabaseSettings.pagecache_memory, ByteUnit.mebiBytes(256))
                // a stop waits for drivers that still hold a connection: ten seconds by default
                .setConfig(GraphDatabaseInternalSettings.netty_server_shutdown_quiet_period, 0)
                .setConfig(GraphDatabaseInternalSettings.netty_server_shutdown_timeout, MOMENT)
                .setConfig(BoltConnectorInternalSettings.connection_shutdown_wait_time, MOMENT)
                .setConfig(BoltConnectorInternalSettings.thread_pool_shutdown_wait_time, MOMENT)
                .build();
        Runtime.getRuntime().addShutdownHook(new Thread(service::shutdown));
        System.out.println("ready " + address);
        Thread.currentThread().join();
    }
}
