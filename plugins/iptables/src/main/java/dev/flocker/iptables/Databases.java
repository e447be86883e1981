package dev.flocker.iptables;

import dev.flocker.api.value.Port;
import java.util.Map;
import java.util.Optional;

/** Ports of services that hold data and are seldom meant for everyone. */
final class Databases {

  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(1433, "SQL Server"),
          Map.entry(1521, "Oracle"),
          Map.entry(2379, "etcd"),
          Map.entry(3306, "MySQL"),
          Map.entry(5432, "PostgreSQL"),
          Map.entry(5984, "CouchDB"),
          Map.entry(6379, "Redis"),
          Map.entry(7687, "Neo4j"),
          Map.entry(8086, "InfluxDB"),
          Map.entry(8529, "ArangoDB"),
          Map.entry(9042, "Cassandra"),
          Map.entry(9200, "Elasticsearch"),
          Map.entry(11211, "memcached"),
          Map.entry(26257, "CockroachDB"),
          Map.entry(27017, "MongoDB"));

  private Databases() {}

  /** Which one listens on a port by default, if one does. */
  static Optional<String> at(Port port) {
    return Optional.ofNullable(NAMES.get(port.number()));
  }
}
