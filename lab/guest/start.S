/* Multiboot: QEMU loads and starts it without a boot loader, in 32-bit mode without paging. */
	.text
	.align 4
	.long 0x1badb002, 0, -0x1badb002
	.globl _start
_start:
	cli
	mov $stack, %esp
	call guest
	.bss
	.skip 4096
stack:
	.section .note.GNU-stack, "", @progbits
