/*
 * The lab's nested guest: too small to be slow under two emulations, and a guest all the same. It lists the PCI functions that it sees on its serial
 * console, a line each as 'address vendor:device class', with their BARs; writes into the first memory BAR of a display and reads it back through the
 * IOMMU's mappings; and powers itself off when the power button is pressed, as a guest does that is asked to shut down.
 */
#include <stdint.h>

#define COM1 0x3f8
#define CONFIG_ADDRESS 0xcf8
#define CONFIG_DATA 0xcfc
/* The registers of a q35's power management, from the base that its ISA bridge (00:1f.0) tells. */
#define PM_BASE (read32(0x1f << 3, 0x40) & 0xff80)
#define PM_ENABLE 2
#define PM_CONTROL 4
#define POWER_BUTTON (1 << 8)
#define SLEEP_NOW (1 << 13)
/* The first interrupt controller, whose line 0 is the clock, and the vector that it is given. */
#define PIC 0x20
#define CLOCK_VECTOR 32
#define CODE 8
#define DATA 16

struct table {
	uint16_t limit;
	const void *base;
} __attribute__((packed));

void tick(void);

static void out8(uint16_t port, uint8_t value) { __asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port)); }
static void out16(uint16_t port, uint16_t value) { __asm__ volatile("outw %0, %1" : : "a"(value), "Nd"(port)); }
static void out32(uint16_t port, uint32_t value) { __asm__ volatile("outl %0, %1" : : "a"(value), "Nd"(port)); }
static uint8_t in8(uint16_t port) { uint8_t v; __asm__ volatile("inb %1, %0" : "=a"(v) : "Nd"(port)); return v; }
static uint16_t in16(uint16_t port) { uint16_t v; __asm__ volatile("inw %1, %0" : "=a"(v) : "Nd"(port)); return v; }
static uint32_t in32(uint16_t port) { uint32_t v; __asm__ volatile("inl %1, %0" : "=a"(v) : "Nd"(port)); return v; }

static void put(char c)
{
	while (!(in8(COM1 + 5) & 0x20))
		;
	out8(COM1, c);
}

static void say(const char *text)
{
	while (*text)
		put(*text++);
}

static void hex(uint32_t value, int digits)
{
	while (digits-- > 0)
		put("0123456789abcdef"[(value >> (4 * digits)) & 15]);
}

static uint32_t read32(uint32_t function, int at)
{
	out32(CONFIG_ADDRESS, 0x80000000u | function << 8 | at);
	return in32(CONFIG_DATA);
}

static void write32(uint32_t function, int at, uint32_t value)
{
	out32(CONFIG_ADDRESS, 0x80000000u | function << 8 | at);
	out32(CONFIG_DATA, value);
}

/* The BARs with their sizes, found as firmware does it; decoding is off meanwhile. Gives the first memory BAR below 4 GiB, which no paging hides. */
static uint32_t bars(uint32_t function)
{
	uint32_t command = read32(function, 4), first = 0;
	write32(function, 4, command & ~3u);
	for (int i = 0; i < 6; i++) {
		int at = 0x10 + 4 * i, wide = 0;
		uint32_t low = read32(function, at), high = 0, top = 0xffffffff;
		write32(function, at, 0xffffffff);
		uint32_t mask = read32(function, at);
		write32(function, at, low);
		if (!mask || (low & 1))
			continue;
		if ((low & 6) == 4) {
			wide = 1;
			high = read32(function, at + 4);
			write32(function, at + 4, 0xffffffff);
			top = read32(function, at + 4);
			write32(function, at + 4, high);
		}
		uint64_t size = ~((uint64_t)top << 32 | (mask & ~15u)) + 1;
		say(" bar");
		put('0' + i);
		put('=');
		hex(high, 8);
		hex(low & ~15u, 8);
		put('+');
		hex(size >> 32, 8);
		hex(size, 8);
		if (!first && !high)
			first = low & ~15u;
		i += wide;
	}
	write32(function, 4, command | 2);
	return first;
}

static void probe(uint32_t function)
{
	uint32_t id = read32(function, 0), class = read32(function, 8) >> 8;
	hex(function >> 8, 2);
	put(':');
	hex(function >> 3 & 31, 2);
	put('.');
	put('0' + (function & 7));
	put(' ');
	hex(id & 0xffff, 4);
	put(':');
	hex(id >> 16, 4);
	put(' ');
	hex(class, 6);
	if ((read32(function, 0xc) >> 16 & 0x7f) == 0) {
		uint32_t memory = bars(function);
		if (class >> 16 == 3 && memory) {
			volatile uint32_t *frame = (volatile uint32_t *)memory;
			frame[0] = 0x0badcafe;
			frame[1023] = 0x600df00d;
			say(frame[0] == 0x0badcafe && frame[1023] == 0x600df00d ? " memory=ok" : " memory=bad");
		}
	}
	say("\r\n");
}

/* The clock, which firmware has started at 18 Hz, as the one interrupt: a guest that rests leaves the host's few processors to others. */
static void start_clock(void)
{
	static const uint64_t segments[] = { 0, 0x00cf9a000000ffff, 0x00cf92000000ffff };
	static uint64_t gates[CLOCK_VECTOR + 1];
	uint32_t handler = (uint32_t)tick;
	gates[CLOCK_VECTOR] = (uint64_t)((handler & 0xffff0000u) | 0x8e00) << 32 | CODE << 16 | (handler & 0xffff);
	struct table gdt = { sizeof segments - 1, segments }, idt = { sizeof gates - 1, gates };
	__asm__ volatile("lgdt %0; lidt %1; ljmp %2, $1f; 1: mov %w3, %%ds; mov %w3, %%es; mov %w3, %%ss"
		: : "m"(gdt), "m"(idt), "i"(CODE), "r"(DATA) : "memory");
	out8(PIC, 0x11);
	out8(PIC + 1, CLOCK_VECTOR);
	out8(PIC + 1, 4);
	out8(PIC + 1, 1);
	out8(PIC + 1, (uint8_t)~1u);
}

void guest(void)
{
	say("guest: functions\r\n");
	for (uint32_t slot = 0; slot < 16 * 32; slot++) {
		if ((read32(slot << 3, 0) & 0xffff) == 0xffff)
			continue;
		int several = read32(slot << 3, 0xc) >> 23 & 1;
		for (uint32_t f = 0; f < (several ? 8u : 1u); f++)
			if ((read32(slot << 3 | f, 0) & 0xffff) != 0xffff)
				probe(slot << 3 | f);
	}
	say("guest: up\r\n");
	uint16_t power = PM_BASE;
	out16(power + PM_ENABLE, POWER_BUTTON);
	start_clock();
	for (;;) {
		if (in16(power) & POWER_BUTTON) {
			say("guest: shuts down\r\n");
			out16(power + PM_CONTROL, SLEEP_NOW);
		}
		__asm__ volatile("sti; hlt; cli");
	}
}
