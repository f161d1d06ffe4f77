package lesson07_names_and_ports;

/** What a port is meant for, according to IANA. This file is complete. */
public enum PortClass {
    /** 0 to 1023: well-known services, such as http. Often only an administrator may bind them. */
    SYSTEM,
    /** 1024 to 49151: servers of all kinds. */
    USER,
    /** 49152 to 65535: clients, for the time of one connection. */
    DYNAMIC
}
