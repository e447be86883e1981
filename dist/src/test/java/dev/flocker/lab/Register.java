package dev.flocker.lab;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A number in the table {@code register} that one client raises and others read by the routes of
 * other nodes. A read that begins after a write was acknowledged, or after another read ended, must
 * not show less: it would if two databases were open, or one that had gone back.
 */
final class Register implements AutoCloseable {

  private final AtomicLong seen;
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final List<Client> clients;
  private volatile long tried;

  /**
   * @param from what the register holds
   */
  Register(long from) {
    tried = from;
    seen = new AtomicLong(from);
    clients = List.of(new Raiser(), new Reader(1), new Reader(2));
  }

  void start() {
    clients.forEach(Client::start);
  }

  /** What was acknowledged or read, at the most. */
  long seen() {
    return seen.get();
  }

  List<String> faults() {
    return List.copyOf(faults);
  }

  @Override
  public void close() {
    clients.forEach(Client::close);
  }

  private void sees(long value) {
    seen.accumulateAndGet(value, Math::max);
  }

  private final class Raiser extends Client {

    Raiser() {
      super("raiser", 0);
    }

    @Override
    void act(Connection connection) throws SQLException {
      long value = tried + 1;
      tried = value;
      try (var statement = connection.prepareStatement("UPDATE register SET value = ?")) {
        statement.setLong(1, value);
        statement.executeUpdate();
      }
      sees(value);
    }
  }

  private final class Reader extends Client {

    Reader(int node) {
      super("reader-" + node, node);
    }

    @Override
    void act(Connection connection) throws SQLException {
      long least = seen.get();
      long value;
      try (var statement = connection.createStatement();
          var row = statement.executeQuery("SELECT value FROM register")) {
        row.next();
        value = row.getLong(1);
      }
      if (value < least || value > tried) {
        faults.add("the register showed %d after %d, of %d".formatted(value, least, tried));
      }
      sees(value);
    }
  }
}
