package main

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"time"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

const gpuAddress = "0000:3b:00.0"

// What govmomi's simulator lacks of DirectPath I/O: a card in each cluster's first host, its passthrough switch, the host's reboot
// and what the host then offers its VMs. Everything else is answered by govmomi.
type passthroughSystem struct {
	Self types.ManagedObjectReference
	host *simulator.HostSystem
}

func (s *passthroughSystem) Reference() types.ManagedObjectReference { return s.Self }

func (s *passthroughSystem) info() *types.HostPciPassthruInfo {
	return s.host.Config.PciPassthruInfo[0].GetHostPciPassthruInfo()
}

func (s *passthroughSystem) Refresh(*types.Refresh) soap.HasFault {
	return &methods.RefreshBody{Res: new(types.RefreshResponse)}
}

// The switch takes effect with the next reboot.
func (s *passthroughSystem) UpdatePassthruConfig(req *types.UpdatePassthruConfig) soap.HasFault {
	for _, c := range req.Config {
		config := c.GetHostPciPassthruConfig()
		if config.Id != gpuAddress {
			fault := &types.HostConfigFault{}
			return &methods.UpdatePassthruConfigBody{Fault_: simulator.Fault("no such device: "+config.Id, fault)}
		}
		info := *s.info()
		info.PassthruEnabled = config.PassthruEnabled
		pending := info.PassthruEnabled != info.PassthruActive
		simulator.Map.Update(s.host, []types.PropertyChange{
			{Name: "config.pciPassthruInfo", Val: []types.BaseHostPciPassthruInfo{&info}},
			{Name: "summary.rebootRequired", Val: pending},
		})
	}
	return &methods.UpdatePassthruConfigBody{Res: new(types.UpdatePassthruConfigResponse)}
}

func (s *passthroughSystem) reboot(down time.Duration) *soap.Fault {
	if !s.host.Runtime.InMaintenanceMode {
		return simulator.Fault("The operation is not allowed in the current state.", new(types.InvalidState))
	}
	simulator.Map.Update(s.host, []types.PropertyChange{{Name: "runtime.connectionState", Val: types.HostSystemConnectionStateNotResponding}})
	time.AfterFunc(down, func() {
		simulator.Map.WithLock(s.host, func() {
			info := *s.info()
			info.PassthruActive = info.PassthruEnabled
			simulator.Map.Update(s.host, []types.PropertyChange{
				{Name: "config.pciPassthruInfo", Val: []types.BaseHostPciPassthruInfo{&info}},
				{Name: "summary.rebootRequired", Val: false},
				{Name: "runtime.bootTime", Val: time.Now()},
				{Name: "runtime.connectionState", Val: types.HostSystemConnectionStateConnected},
			})
		})
	})
	return nil
}

type passthroughSite struct {
	systems map[types.ManagedObjectReference]*passthroughSystem
	down    time.Duration
}

// Gives a card to every host of these, and every VM the firmware that a large card needs.
func addPassthrough(hosts []*simulator.HostSystem, down time.Duration) *passthroughSite {
	site := &passthroughSite{systems: map[types.ManagedObjectReference]*passthroughSystem{}, down: down}
	for _, host := range hosts {
		card := types.HostPciDevice{
			Id: gpuAddress, ClassId: 0x0302, Bus: 0x3b, VendorId: 0x10de, DeviceId: 0x2235, SubVendorId: 0x10de, SubDeviceId: 0x145a,
			VendorName: "NVIDIA Corporation", DeviceName: "GA102GL [A40]",
		}
		host.Hardware.PciDevice = append(append([]types.HostPciDevice{}, host.Hardware.PciDevice...), card)
		host.Config.PciPassthruInfo = []types.BaseHostPciPassthruInfo{
			&types.HostPciPassthruInfo{Id: gpuAddress, DependentDevice: gpuAddress, PassthruCapable: true},
		}
		host.Capability = &types.HostCapability{RebootSupported: true, ShutdownSupported: true, MaintenanceModeSupported: true}
		system := &passthroughSystem{host: host, Self: types.ManagedObjectReference{Type: "HostPciPassthruSystem", Value: "pciPassthru-" + host.Self.Value}}
		host.ConfigManager.PciPassthruSystem = &system.Self
		simulator.Map.Put(system)
		site.systems[host.Self] = system
	}
	for _, vm := range simulator.Map.All("VirtualMachine") {
		vm.(*simulator.VirtualMachine).Config.Firmware = string(types.GuestOsDescriptorFirmwareTypeEfi)
	}
	return site
}

type call struct {
	Body struct {
		Any struct {
			XMLName xml.Name
			This    struct {
				Type  string `xml:"type,attr"`
				Value string `xml:",chardata"`
			} `xml:"_this"`
			Host *struct {
				Value string `xml:",chardata"`
			} `xml:"host"`
		} `xml:",any"`
	} `xml:"Body"`
}

// Stands in front of govmomi's server, and answers the two calls that can't be added to its objects.
func (site *passthroughSite) front(behind *url.URL) *httptest.Server {
	proxy := httputil.NewSingleHostReverseProxy(behind)
	proxy.Transport = insecure()
	return httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(body))
		var c call
		if r.Method == http.MethodPost && xml.Unmarshal(body, &c) == nil && site.answers(w, &c) {
			return
		}
		proxy.ServeHTTP(w, r)
	}))
}

func (site *passthroughSite) answers(w http.ResponseWriter, c *call) bool {
	switch c.Body.Any.XMLName.Local {
	case "RebootHost_Task":
		system := site.systems[types.ManagedObjectReference{Type: "HostSystem", Value: c.Body.Any.This.Value}]
		if system == nil {
			return false
		}
		if fault := system.reboot(site.down); fault != nil {
			respond(w, http.StatusInternalServerError, fmt.Sprintf(
				`<soapenv:Fault><faultcode>ServerFaultCode</faultcode><faultstring>%s</faultstring><detail><InvalidStateFault xmlns="urn:vim25" xsi:type="InvalidState"/></detail></soapenv:Fault>`, fault.String))
			return true
		}
		task := simulator.CreateTask(system.host, "reboot", func(*simulator.Task) (types.AnyType, types.BaseMethodFault) { return nil, nil })
		ref := task.Run()
		respond(w, http.StatusOK, fmt.Sprintf(`<RebootHost_TaskResponse xmlns="urn:vim25"><returnval type="%s">%s</returnval></RebootHost_TaskResponse>`, ref.Type, ref.Value))
		return true
	case "QueryConfigTarget":
		if c.Body.Any.Host == nil {
			return false
		}
		system := site.systems[types.ManagedObjectReference{Type: "HostSystem", Value: c.Body.Any.Host.Value}]
		if system == nil {
			return false
		}
		target := types.ConfigTarget{NumCpus: 2, NumCpuCores: 2, NumNumaNodes: 1}
		if system.info().PassthruActive {
			devices := system.host.Hardware.PciDevice
			device := devices[len(devices)-1]
			target.PciPassthrough = []types.BaseVirtualMachinePciPassthroughInfo{&types.VirtualMachinePciPassthroughInfo{
				VirtualMachineTargetInfo: types.VirtualMachineTargetInfo{Name: device.Id}, PciDevice: device, SystemId: "system-of-" + system.host.Self.Value,
			}}
		}
		respond(w, http.StatusOK, targetXML(target))
		return true
	}
	return false
}

func targetXML(target types.ConfigTarget) string {
	var text strings.Builder
	fmt.Fprintf(&text, `<QueryConfigTargetResponse xmlns="urn:vim25"><returnval><numCpus>%d</numCpus><numCpuCores>%d</numCpuCores><numNumaNodes>%d</numNumaNodes>`, target.NumCpus, target.NumCpuCores, target.NumNumaNodes)
	for _, p := range target.PciPassthrough {
		info := p.GetVirtualMachinePciPassthroughInfo()
		d := info.PciDevice
		fmt.Fprintf(&text, `<pciPassthrough><name>%s</name><pciDevice><id>%s</id><classId>%d</classId><bus>%d</bus><slot>%d</slot><function>%d</function><vendorId>%d</vendorId><subVendorId>%d</subVendorId><vendorName>%s</vendorName><deviceId>%d</deviceId><subDeviceId>%d</subDeviceId><deviceName>%s</deviceName></pciDevice><systemId>%s</systemId></pciPassthrough>`,
			info.Name, d.Id, d.ClassId, d.Bus, d.Slot, d.Function, d.VendorId, d.SubVendorId, d.VendorName, d.DeviceId, d.SubDeviceId, d.DeviceName, info.SystemId)
	}
	text.WriteString(`</returnval></QueryConfigTargetResponse>`)
	return text.String()
}

func respond(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", `text/xml; charset="utf-8"`)
	w.WriteHeader(status)
	fmt.Fprintf(w, `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>%s</soapenv:Body></soapenv:Envelope>`, body)
}
