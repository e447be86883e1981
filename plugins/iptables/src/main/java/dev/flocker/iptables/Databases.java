package dev.flocker.iptables;

import dev.flocker.api.value.Port;
import dev.flocker.api.value.Protocol;
import java.util.Map;
import java.util.Optional;

/** Ports of services that hold data and are seldom meant for everyone. */
final class Databases {

  private static final Map<Port, String> NAMES =
      Map.ofEntries(
          Map.entry(new Port(1433), "SQL Server"),
          Map.entry(new Port(1521), "Oracle"),
          Map.entry(new Port(2379), "etcd"),
          Map.entry(new Port(3306), "MySQL"),
          Map.entry(new Port(5432), "PostgreSQL"),
          Map.entry(new Port(5984), "CouchDB"),
          Map.entry(new Port(6379), "Redis"),
          Map.entry(new Port(7687), "Neo4j"),
          Map.entry(new Port(8086), "InfluxDB"),
          Map.entry(new Port(8529), "ArangoDB"),
          Map.entry(new Port(9042), "Cassandra"),
          Map.entry(new Port(9200), "Elasticsearch"),
          Map.entry(new Port(11211), "memcached"),
          Map.entry(new Port(11211, Protocol.UDP), "memcached"),
          Map.entry(new Port(26257), "CockroachDB"),
          Map.entry(new Port(27017), "MongoDB"));

  private Databases() {}

  /** Which one listens on a port by default, if one does. */
  static Optional<String> at(Port port) {
    return Optional.ofNullable(NAMES.get(port));
  }
}
