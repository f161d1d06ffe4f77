package lesson07_names_and_ports;

/** What a port is for, as IANA has divided them up. Given whole. */
public enum PortClass {
    /** Services that everybody knows: 80 for http. Often only an administrator may bind them. */
    SYSTEM,
    /** Servers of all kinds. */
    USER,
    /** Clients, for the time of one connection. */
    DYNAMIC
}
