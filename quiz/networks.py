"""Which network an address belongs to: what limits count, as a client has many IPv6 addresses."""

from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

# What a provider gives to one household or one phone.
IPV6_BITS = 64
REMEMBERED = 4_096


@lru_cache(REMEMBERED)
def read_address(text: str) -> IPv4Address | IPv6Address | None:
    """The address that `text` names, None if it names none.

    A socket that listens on both kinds sees IPv4 clients as ::ffff:192.0.2.1: those are IPv4.
    """
    try:
        address = ip_address(text)
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address


@lru_cache(REMEMBERED)
def network_of(text: str) -> str:
    """The network to count a client by: an IPv4 address itself, of an IPv6 address the /64.

    What is no address is its own network.
    """
    address = read_address(text)
    if address is None:
        return text
    if isinstance(address, IPv6Address):
        return str(IPv6Network((int(address), IPV6_BITS), strict=False))
    return str(address)


def is_loopback(text: str) -> bool:
    """Whether `text` is an address of this machine's own."""
    address = read_address(text)
    return address is not None and address.is_loopback
